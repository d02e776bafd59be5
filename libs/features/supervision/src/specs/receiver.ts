import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atTheEnd } from './rooms.js';

export interface Received {
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

type Answering = (response: ServerResponse, received: Received, count: number) => void;

/** A real receiver on this machine that answers as it is told; by default as a robot that is content. */
export async function receiver(
  answer: Answering = (response) => response.end('{"errcode":0,"errmsg":"ok"}'),
) {
  const received: Received[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const text = Buffer.concat(parts).toString();
    const url = new URL(request.url ?? '', 'http://localhost');
    const one = { url, headers: request.headers, text, body: JSON.parse(text) as Received['body'] };
    received.push(one);
    answer(response, one, received.length);
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  atTheEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { received, url: `http://127.0.0.1:${port}/hook?key=${KEY}` };
}

/** The part of a robot's address that is a secret. */
export const KEY = 'robot-key-693a91f6';

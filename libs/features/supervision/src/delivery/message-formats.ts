import { createHmac } from 'node:crypto';
import type { Answer, Parcel } from '#outbox';
import type { ChannelAddress, ChannelKind } from '../domain/channel.events.js';
import type { Names } from '../notices/names.js';
import { cloudEventOf } from './cloud-event.js';
import { robotTextOf } from './robot-text.js';

/** One request, ready to be posted. */
export interface OutwardMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How one kind of receiver is spoken to. */
export interface MessageFormat {
  message(parcel: Parcel, address: ChannelAddress, names: Names, now: number): OutwardMessage;
  /** Whether the answer means that it has arrived. */
  hasArrived(answer: Answer): boolean;
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };
/** Longest text a WeCom robot takes, in bytes of UTF-8. */
const WECOM_LONGEST = 4_096;

/** CloudEvents 1.0 in structured mode, signed as Standard Webhooks has it: HMAC-SHA256 over `id.timestamp.body`. */
const webhook: MessageFormat = {
  message(parcel, { url, secret = '' }, names, now) {
    const event = cloudEventOf(parcel, names);
    const body = JSON.stringify(event);
    const timestamp = String(Math.floor(now / 1_000));
    const signature = hmac(keyOf(secret), `${event.id}.${timestamp}.${body}`);
    const headers = {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'webhook-id': event.id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    };
    return { url, headers, body };
  },
  hasArrived: ({ status }) => status >= 200 && status < 300,
};

/** https://developer.work.weixin.qq.com/document/path/91770 */
const wecom: MessageFormat = {
  message(parcel, { url }, names) {
    const content = shortened(robotTextOf(parcel, names).markdown, WECOM_LONGEST);
    const body = JSON.stringify({ msgtype: 'markdown', markdown: { content } });
    return { url, headers: JSON_HEADERS, body };
  },
  hasArrived: robotAgrees,
};

/** https://open.dingtalk.com/document/robots/custom-robot-access; signed with the secret where the robot has one. */
const dingtalk: MessageFormat = {
  message(parcel, { url, secret }, names, now) {
    const { title, markdown } = robotTextOf(parcel, names);
    // A single line break is none in their Markdown.
    const text = markdown.replaceAll('\n', '\n\n');
    const body = JSON.stringify({ msgtype: 'markdown', markdown: { title, text } });
    return { url: secret === undefined ? url : signed(url, secret, now), headers: JSON_HEADERS, body };
  },
  hasArrived: robotAgrees,
};

export const FORMATS: Readonly<Record<ChannelKind, MessageFormat>> = { webhook, wecom, dingtalk };

/** Robots answer 200 to everything, and say in the body whether they have taken it. */
function robotAgrees({ status, text }: Answer): boolean {
  if (status !== 200) return false;
  try {
    return (JSON.parse(text) as { errcode?: unknown }).errcode === 0;
  } catch {
    return false;
  }
}

function signed(address: string, secret: string, now: number): string {
  const url = new URL(address);
  url.searchParams.set('timestamp', String(now));
  url.searchParams.set('sign', hmac(Buffer.from(secret), `${now}\n${secret}`));
  return url.href;
}

/** `whsec_…` is base64, as the libraries of Standard Webhooks expect it; anything else is taken as it is written. */
function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
}

function hmac(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64');
}

/** Cut between two characters. */
function shortened(text: string, bytes: number): string {
  const all = Buffer.from(text);
  if (all.length <= bytes) return text;
  return new TextDecoder().decode(all.subarray(0, bytes - 3), { stream: true }) + '…';
}

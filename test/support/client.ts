import { randomUUID } from 'node:crypto';
import type { CaseAnswer, SessionAnswer } from './answers.js';
import { DEMO_PASSWORD } from '#units';
import type { Person } from './county.js';

export type Headers = Readonly<Record<string, string>>;

/** An answer, read to its end. */
export interface Reply<Body> {
  readonly status: number;
  readonly headers: globalThis.Headers;
  readonly body: Body;
}

/** One who asks the service over HTTP; what he sends with every request is in `headers`. */
export class Client {
  constructor(
    readonly url: string,
    readonly headers: Headers = {},
  ) {}

  /** The same one, who sends these too. */
  with(headers: Headers): Client {
    return new Client(this.url, { ...this.headers, ...headers });
  }

  /** The same one, at another address. */
  at(url: string): Client {
    return new Client(url, this.headers);
  }

  /** The one who bears the token of a new session. */
  async as(person: Person, password = DEMO_PASSWORD): Promise<Client> {
    const { status, body } = await this.post<SessionAnswer>('/api/sessions', { signIn: person, password });
    if (status !== 200) throw new Error(`${person} cannot sign in: ${JSON.stringify(body)}`);
    return this.with({ authorization: `Bearer ${body.token}` });
  }

  get<Body>(path: string, headers?: Headers): Promise<Reply<Body>> {
    return this.send('GET', path, undefined, headers);
  }

  post<Body>(path: string, body?: unknown, headers?: Headers): Promise<Reply<Body>> {
    return this.send('POST', path, body, headers);
  }

  delete<Body>(path: string, headers?: Headers): Promise<Reply<Body>> {
    return this.send('DELETE', path, undefined, headers);
  }

  /** Gives a command that must succeed. */
  async command<Answer = CaseAnswer>(path: string, body: object = {}, key = randomUUID()): Promise<Answer> {
    const { status, body: answer } = await this.post<Answer>(path, body, { 'idempotency-key': key });
    if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Reads what must be there, with all that was recorded up to `atLeast`. */
  async read<Body>(path: string, atLeast?: string): Promise<Body> {
    const waiting = atLeast === undefined ? '' : `${path.includes('?') ? '&' : '?'}atLeast=${atLeast}`;
    const { status, body } = await this.get<Body>(path + waiting);
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  private async send<Body>(
    method: string,
    path: string,
    body: unknown,
    headers: Headers = {},
  ): Promise<Reply<Body>> {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...this.headers,
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const read = text === '' ? undefined : JSON.parse(text);
    return { status: answer.status, headers: answer.headers, body: read as Body };
  }
}

import { Redis } from 'ioredis';
import type { Bilingual } from '#kernel';

/** With the attempt itself, a service knows within three seconds that there is no Redis. */
const CONNECT_WITHIN_MS = 2_500;
const ANSWER_WITHIN_MS = 2_000;
const TRY_AGAIN_MS = 1_000;

export interface RedisLinkOptions {
  /** `redis://` or `rediss://`. */
  readonly url: string;
  /** Name of the setting that holds the URL, for messages. */
  readonly setting: string;
  readonly tell: (news: Bilingual) => void;
  /** Redis answers, for the first time or again. */
  readonly onUp: () => void;
}

/** A connection of its own to ask Redis how it is: it fails at once rather than wait, and never gives up. */
export class RedisLink {
  readonly client: Redis;
  private state: 'new' | 'up' | 'down' | 'closed' = 'new';

  constructor(private readonly options: RedisLinkOptions) {
    this.client = new Redis(options.url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: ANSWER_WITHIN_MS,
      connectTimeout: CONNECT_WITHIN_MS,
      retryStrategy: () => TRY_AGAIN_MS,
      lazyConnect: true,
    });
    this.client.on('ready', () => this.isUpNow());
    this.client.on('error', (error) => this.isDownNow(error));
    this.client.on('close', () => this.isDownNow(new Error('connection lost')));
  }

  /** Whether Redis answered the last time. */
  get isUp(): boolean {
    return this.state === 'up';
  }

  start(): void {
    // What goes wrong is heard as an event.
    this.client.connect().catch(() => {});
  }

  /** Redis' own time. @throws when it does not answer */
  async time(): Promise<number> {
    const [seconds, microseconds] = await this.ask((client) => client.time());
    return Number(seconds) * 1_000 + Number(microseconds) / 1_000;
  }

  /** @throws when it does not answer; it counts as down then */
  async ask<Answer>(question: (client: Redis) => Promise<Answer>): Promise<Answer> {
    try {
      const answer = await question(this.client);
      this.isUpNow();
      return answer;
    } catch (error) {
      // Before the first connection there is nothing to be lost; its failure is heard as an event.
      if (this.state === 'up') this.isDownNow(error as Error);
      throw error;
    }
  }

  close(): void {
    this.state = 'closed';
    this.client.disconnect();
  }

  private isUpNow(): void {
    if (this.state === 'closed' || this.state === 'up') return;
    const wasDown = this.state === 'down';
    this.state = 'up';
    if (wasDown) this.options.tell(backAgain(this.where()));
    this.options.onUp();
  }

  private isDownNow(error: Error & { readonly code?: string }): void {
    if (this.state === 'closed' || this.state === 'down') return;
    this.state = 'down';
    this.options.tell(outOfReach(this.where(), this.options.setting, causeOf(error)));
  }

  private where(): string {
    return hostOf(this.options.url);
  }
}

/** A word where there is one: ECONNREFUSED of the network, WRONGPASS of Redis. */
function causeOf({ code, message }: Error & { readonly code?: string }): string {
  return code ?? /^[A-Z]+(?= )/.exec(message)?.[0] ?? message;
}

/** Never the password. */
function hostOf(url: string): string {
  return URL.parse(url)?.host ?? '?';
}

function outOfReach(host: string, setting: string, cause: string): Bilingual {
  return {
    zh: `连不上 Redis ${host}（${cause}；设置 ${setting}）：期限改由巡检触发，不会丢失，并持续重连`,
    en: `Redis at ${host} is out of reach (${cause}; setting ${setting}): the sweep fires the deadlines, none is lost, and connecting goes on`,
  };
}

function backAgain(host: string): Bilingual {
  return { zh: `Redis ${host} 已恢复`, en: `Redis at ${host} is back` };
}

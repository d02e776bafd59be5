import { randomUUID } from 'node:crypto';
import type { CaseAnswer, FiledAnswer, Problem } from './answers.js';
import { Client, type Reply } from './client.js';
import { EVERYBODY, type Person } from './county.js';
import { THE_WHOLE_STORY, type Deed } from './story.js';

/** One command as it was sent; the answer is absent while nobody knows whether it was done. */
interface Given {
  readonly deed: Deed;
  readonly key: string;
  readonly story: Story;
  readonly answer: CaseAnswer;
}

interface Story {
  caseId: string;
  /** What its history must hold. */
  readonly types: string[];
  /** Sent, and not answered. */
  open?: { readonly deed: Deed; readonly key: string };
}

/** Many who play the whole story of one case after another, and remember each answer they got. */
export class Load {
  readonly acknowledged: Given[] = [];
  /** Answers other than success. */
  readonly refusals: { readonly status: number; readonly code: string }[] = [];
  private readonly played: Story[] = [];
  private readonly people = new Map<Person, Client>();

  async signIn(url: string): Promise<void> {
    const anybody = new Client(url);
    for (const person of EVERYBODY) this.people.set(person, await anybody.as(person));
  }

  /** The sessions go on at another address. */
  moveTo(url: string): void {
    for (const [person, client] of this.people) this.people.set(person, client.at(url));
  }

  the(person: Person): Client {
    const client = this.people.get(person);
    if (!client) throw new Error(`${person} has not signed in`);
    return client;
  }

  stories(): Iterable<Story> {
    return this.played.filter(({ caseId }) => caseId !== '');
  }

  /** Goes on until the service does not answer any more, or says that it stops. */
  begin(clients: number): { readonly end: () => Promise<void> } {
    const lanes = Array.from({ length: clients }, () => this.playOn());
    return { end: async () => void (await Promise.all(lanes)) };
  }

  async again({ deed, key, story }: Given): Promise<CaseAnswer> {
    return (await this.send(deed, story, key)).body;
  }

  async sendWhatWasLeftOpen(): Promise<void> {
    for (const story of this.played) {
      if (story.open) await this.give(story.open.deed, story, story.open.key);
      if (story.open) throw new Error(`${story.open.deed.path} is still open`);
    }
  }

  private async playOn(): Promise<void> {
    for (;;) {
      const story: Story = { caseId: '', types: [] };
      this.played.push(story);
      for (const deed of THE_WHOLE_STORY) {
        await this.give(deed, story, randomUUID());
        if (story.open) return;
      }
    }
  }

  private async give(deed: Deed, story: Story, key: string): Promise<void> {
    story.open = { deed, key };
    const reply = await this.send(deed, story, key).catch(() => undefined);
    if (reply && reply.status >= 300) {
      const { code } = reply.body as unknown as Problem;
      this.refusals.push({ status: reply.status, code });
    } else if (reply) {
      delete story.open;
      story.caseId = reply.body.caseId;
      story.types.push(...deed.events.map((event) => event.replace('!', '')));
      this.acknowledged.push({ deed, key, story, answer: reply.body });
    }
  }

  private send(deed: Deed, story: Story, key: string): Promise<Reply<FiledAnswer>> {
    const path = deed.path.replace('{caseId}', story.caseId);
    return this.the(deed.by).post<FiledAnswer>(path, deed.body, { 'idempotency-key': key });
  }
}

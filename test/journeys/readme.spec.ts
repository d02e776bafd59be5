import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startInMemory, type InMemoryServer } from '#server';
import { seedDemoCounty } from '#units';
import { CommandBus } from '@nestjs/cqrs';

const STORY = /<!-- story.*?-->\s*```sh\n(.*?)```/s;

describe('playing the story of README with curl', () => {
  let server: InMemoryServer;
  let url: string;

  beforeAll(async () => {
    server = await startInMemory();
    await seedDemoCounty({ commandBus: server.app.get(CommandBus), accounts: server.accounts });
    url = await server.listen();
  });

  afterAll(() => server.stop());

  it('works as printed', async () => {
    const story = STORY.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
    const answers = await played(story.replace('http://127.0.0.1:3000', url));
    expect(answers.filter((answer) => 'code' in answer)).toEqual([]);
    expect(answers.length).toBe(12);
    expect(answers.at(-1)).toMatchObject({ stage: 'closed', outcome: 'solved' });
    expect(answers.at(-2)).toMatchObject({ number: expect.stringMatching(/^\d{4}-000001$/) });
  });
});

/** Every line that the story prints, as the JSON it is. */
async function played(story: string): Promise<Record<string, unknown>[]> {
  const { stdout } = await promisify(execFile)('bash', ['-e', '-c', story]);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { History } from '../support/answers.js';
import { serviceInMemory, type TestService } from '../support/services.js';
import { inShell } from '../support/story-in-shell.js';
import { THE_WHOLE_STORY } from '../support/story.js';

const README = new URL('../../README.md', import.meta.url);

let service: TestService;
beforeAll(async () => {
  service = await serviceInMemory();
});
afterAll(() => service.stop());

describe('the story that README prints', () => {
  it('is the one that is told here', async () => {
    expect(await readFile(README, 'utf8')).toContain(inShell(THE_WHOLE_STORY));
  });

  it('works as printed, in a shell with curl', async () => {
    const script = inShell(THE_WHOLE_STORY).replace('http://127.0.0.1:3000', service.anybody.url);
    const { stdout } = await promisify(execFile)('sh', ['-euc', script]);
    const answers = stdout.trim().split('\n');
    expect(answers).toHaveLength(THE_WHOLE_STORY.length + 2);
    const { lines } = JSON.parse(answers.at(-1) ?? '') as History;
    expect(lines.map(({ type }) => type)).toEqual(
      THE_WHOLE_STORY.flatMap(({ events }) => events.map((event) => event.replace('!', ''))),
    );
    expect(answers.at(-2)).toContain('路灯已修复');
  });
});

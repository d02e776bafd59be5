import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createLogger, type Logger } from './logger.js';

const secret = 'do-not-tell';
let lines: string[];
let logger: Logger;

beforeEach(() => {
  lines = [];
  logger = createLogger({ logLevel: 'info' }, { write: (line) => lines.push(line) });
});

describe('writing a log line', () => {
  it('writes one line of JSON with level, time and text', () => {
    logger.info({ caseId: 'c-1' }, 'opened');

    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\{.*\}\n$/);
    expect(lastLine()).toEqual({ level: 'info', time: expect.any(String), caseId: 'c-1', msg: 'opened' });
  });

  it('leaves out what is less serious than asked for', () => {
    logger.debug('detail');

    expect(lines).toEqual([]);
  });

  it('names the route of a request, and not the URL', () => {
    const req = {
      id: 'r-1',
      method: 'GET',
      url: `/api/track/${secret}`,
      routeOptions: { url: '/api/track/:receiptCode' },
    };
    logger.info({ req });

    expect(lastLine()).toMatchObject({ req: { id: 'r-1', method: 'GET', route: '/api/track/:receiptCode' } });
    expect(lines.join('')).not.toContain(secret);
  });

  it('keeps the stack of an error', () => {
    logger.error(new Error('broken'));

    expect(lastLine()).toMatchObject({
      err: { type: 'Error', message: 'broken', stack: expect.stringContaining('logger.spec') },
    });
  });
});

describe('keeping secrets and people out of the log', () => {
  it.each([
    'authorization',
    'Cookie',
    'set-cookie',
    'password',
    'newPassword',
    'token',
    'sessionToken',
    'masterKey',
    'receiptCode',
    'contact',
    'reporterContact',
    'phone',
    'email',
    'address',
    'narrative',
    'identity',
    'displayName',
    'text',
    'reply',
    'account',
  ])('takes out %s', (name) => {
    logger.info({ [name]: secret });

    expect(lastLine()).toMatchObject({ [name]: '[redacted]' });
  });

  it('takes out the whole of what lies under a name', () => {
    logger.info({ contact: { name: secret, ways: [secret] } });

    expect(lastLine()).toMatchObject({ contact: '[redacted]' });
  });

  it('leaves everything else alone', () => {
    const fields = {
      caseId: 'c-1',
      revision: 3,
      units: ['branch-7'],
      reason: null,
      context: 'text of no harm',
    };
    logger.info(fields);

    expect(lastLine()).toMatchObject(fields);
  });

  it('finds a name at any depth, also in arrays', () => {
    const wrapped = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constant({ password: secret }),
        fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'data', 'events'), tie('value'), { minKeys: 1 }),
      ),
    })).value;

    fc.assert(
      fc.property(wrapped, (value) => {
        logger.info({ value });
        expect(lines.join('')).not.toContain(secret);
      }),
    );
  });

  it('finds it in what a child logger carries', () => {
    logger
      .child({ token: secret })
      .child({ request: { cookie: secret } })
      .info('carried');

    expect(lastLine()).toMatchObject({ token: '[redacted]', request: { cookie: '[redacted]' } });
  });

  it('finds it on an error and on its cause', () => {
    const cause = Object.assign(new Error('cause'), { contact: secret });
    logger.error(Object.assign(new Error('broken', { cause }), { details: { password: secret } }));

    expect(lastLine()).toMatchObject({ err: { details: { password: '[redacted]' } } });
    expect(lines.join('')).not.toContain(secret);
  });
});

function lastLine(): unknown {
  return JSON.parse(lines.at(-1) ?? '');
}

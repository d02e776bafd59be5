import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { importing, realFile } from '../support/imported.js';

describe('counting the late cases of a permit desk', () => {
  it('finds those that the XML itself says are late, one by one', async () => {
    const file = realFile('receipt.xes.gz');
    if (file === undefined) return;
    const told = traces(gunzipSync(readFileSync(file)).toString('utf8'));
    const end = Math.max(...told.map(({ lastSeen }) => lastSeen));
    const { progress, cases } = await importing('permit-xes', file);
    const engine = [...cases].filter(([, { due = Infinity, handledAt }]) => due < (handledAt ?? end));
    const late = engine.map(([number]) => number);
    const closedLate = told.filter(({ ended, deadline }) => ended !== undefined && ended > deadline);
    const openLate = told.filter(({ ended, deadline }) => ended === undefined && end > deadline);
    process.stderr.write(
      `Permits: ${told.length} cases, ${progress.refused} refused, handled late ${closedLate.length}, ` +
        `open and late at the end of the log ${openLate.length}; by the engine ${late.length} in all\n`,
    );

    expect(progress).toMatchObject({ rows: told.length, imported: told.length, refused: 0 });
    expect(late.toSorted()).toEqual([...closedLate, ...openLate].map(({ name }) => name).toSorted());
  });
});

/** Straight from the text of the XML, by no rule of the engine's. */
function traces(xml: string) {
  return xml
    .split('<trace>')
    .slice(1)
    .map((text) => {
      const [about = ''] = text.split('<event>');
      const moments = [...text.matchAll(/<date key="time:timestamp" value="([^"]+)"/g)].map(
        ([, at = '']) => at,
      );
      const dateOf = (key: string) => new RegExp(`<date key="${key}" value="([^"]+)"`).exec(about)?.[1];
      const ended = dateOf('enddate');
      return {
        name: /<string key="concept:name" value="([^"]+)"/.exec(about)?.[1] ?? '',
        deadline: Date.parse(dateOf('deadline') ?? ''),
        ...(ended !== undefined && { ended: Date.parse(ended) }),
        lastSeen: Math.max(...moments.map((at) => Date.parse(at))),
      };
    });
}

import fc from 'fast-check';
import { RUNG_ACTIONS, STAGE_NAMES, type CatalogueContent } from '#kernel';
import { smallCatalogue } from './small-catalogue.js';

const UNITS = ['elapsed-seconds', 'elapsed-hours', 'working-hours', 'working-days'] as const;
const LADDER_NAMES = ['standard', 'short', 'constructor', 'valueof'] as const;

const words = fc.record({ en: fc.constantFrom('Word', ' ', 'Ω'), zh: fc.constant('词') });
const span = fc.record({
  unit: fc.constantFrom(...UNITS),
  amount: fc.double({ min: 0.1, max: 300, noNaN: true }),
});
const limit = fc.oneof(span, fc.constant({ unit: 'same-day' as const }));
const stageLimit = fc.record(
  { limit, ladder: fc.constantFrom(...LADDER_NAMES) },
  { requiredKeys: ['limit'] },
);
const stageLimits = fc.dictionary(fc.constantFrom(...STAGE_NAMES, 'reopened'), stageLimit, { maxKeys: 4 });

const rung = fc.record({
  at: fc.oneof(
    fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
    fc.record({
      after: fc.record({ unit: fc.constant('working-days' as const), amount: fc.nat({ max: 9 }) }),
    }),
  ),
  action: fc.constantFrom(...RUNG_ACTIONS),
  label: fc.constant({ en: 'Rung', zh: '级' }),
});
const ladder = fc
  .array(rung, { maxLength: 3 })
  .map((rungs) =>
    rungs
      .map((one, index) => ({ ...one, code: `r${index}`, ...(one.action === 'raise' && { level: 1 }) }))
      .toSorted((one, other) => placeOf(one.at) - placeOf(other.at)),
  );

const type = fc.record({
  code: fc.constantFrom('040101', '050101', '0501', '129999'),
  name: words,
  limits: stageLimits,
});

/** Catalogues of which some are good and some are not. */
export const someContent: fc.Arbitrary<CatalogueContent> = fc
  .record({
    limits: stageLimits,
    ladders: fc.record(Object.fromEntries(LADDER_NAMES.map((name) => [name, ladder])), {
      requiredKeys: ['standard', 'short'],
    }),
    types: fc.uniqueArray(type, { selector: ({ code }) => code, maxLength: 3 }),
  })
  .map(({ limits, ladders, types }) => {
    const [noise, unsure] = smallCatalogue.types;
    const others = types.filter(({ code }) => code !== unsure.code).map((one) => ({ ...noise, ...one }));
    return { ...smallCatalogue, limits, ladders, types: [...others, unsure] } as unknown as CatalogueContent;
  });

function placeOf(at: { readonly percent: number } | { readonly after: { readonly amount: number } }): number {
  return 'percent' in at ? at.percent : 100 + at.after.amount;
}

import type { CatalogueContent, ServiceType } from '#kernel';

const words = (en: string) => ({ en, zh: `${en}（中文）` });

const noise: ServiceType = {
  code: '040101',
  name: words('Noise'),
  urgency: 'ordinary',
  onSpot: ['grid-worker'],
  identityProtected: false,
  consultation: true,
  whistle: false,
  limits: { handle: { limit: { unit: 'working-days', amount: 3 }, ladder: 'standard' } },
  steps: [{ code: 'measure', name: words('Measure'), limit: { unit: 'working-hours', amount: 4 } }],
  fields: [
    {
      code: 'source',
      name: words('Source'),
      kind: 'choice',
      choices: [words('Site'), words('Shop')],
      mandatoryBecause: words('It decides who answers'),
    },
  ],
  closing: words('The hours were kept'),
};

const unsure: ServiceType = {
  ...noise,
  code: '129999',
  name: words('Unsure'),
  onSpot: [],
  limits: {},
  steps: [],
  fields: [],
};

/** A catalogue with one of everything, to be bent by specs. */
export const smallCatalogue = {
  name: words('Small'),
  policy: {
    returns: 2,
    children: 5,
    callBackAttempts: 3,
    reopenDays: 30,
    extension: { unit: 'working-days', amount: 3 },
    extensionDays: 15,
    shelvingDays: 180,
    answerDays: 7,
    silentDays: 5,
  },
  limits: {
    sign: { limit: { unit: 'elapsed-hours', amount: 0.25 } },
    handle: { limit: { unit: 'working-days', amount: 7, from: 'next-day' }, ladder: 'standard' },
    'first-contact': { limit: { unit: 'same-day' } },
  },
  ladders: {
    standard: [
      {
        code: 'reminder',
        at: { percent: 80 },
        action: 'remind',
        label: words('Reminder'),
        catchUp: 'latest',
      },
      { code: 'overdue', at: { percent: 100 }, action: 'flag', label: words('Overdue') },
      {
        code: 'yellow-card',
        at: { after: { unit: 'working-days', amount: 1 } },
        action: 'raise',
        level: 1,
        label: words('Yellow card'),
      },
    ],
  },
  types: [noise, unsure],
} as const satisfies CatalogueContent;

/** The small catalogue with other values at these places (`/types/0/code`); `undefined` takes a value away. */
export function bent(bends: Readonly<Record<string, unknown>>): CatalogueContent {
  const content = structuredClone(smallCatalogue) as unknown as CatalogueContent;
  for (const [path, value] of Object.entries(bends)) {
    const steps = path.split('/').slice(1);
    const last = steps.pop() ?? '';
    const at = steps.reduce<Record<string, unknown>>(
      (whole, step) => whole[step] as Record<string, unknown>,
      content as unknown as Record<string, unknown>,
    );
    if (value === undefined) delete at[last];
    else at[last] = value;
  }
  return content;
}

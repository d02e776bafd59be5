import { desk, type CaseKnown, type Tellers, type Telling } from './desks.js';

/** Who asks for time turns to the one who decides, and hears from him. */
export const ofDecisions = {
  ExtensionRequested: asked,
  ExtensionGranted: ({ to }, { after }) => heard(after, { due: to }),
  ExtensionRefused: (_, { after }) => heard(after),
  ShelvingRequested: asked,
  ShelvingApproved: ({ decideBy }, { after }) => {
    const { unit, desks, details } = heard(after, { decideBy });
    return { unit, desks: [desk(decideBy, after), ...desks], details };
  },
  ShelvingRefused: (_, { after }) => heard(after),
  CaseShelved: ({ reviewOn }, { after }) => heard(after, { until: reviewOn }),
  CaseUnshelved: (_, { after }) => heard(after),
} satisfies Tellers;

function asked(
  { unit, decideBy }: { readonly unit: string; readonly decideBy: string },
  { after }: { readonly after: CaseKnown },
): Telling {
  return { unit, desks: [desk(decideBy, after)], details: { decideBy } };
}

function heard(after: CaseKnown, details: Telling['details'] = {}): Telling {
  return { unit: after.answers, desks: [desk(after.answers, after)], details };
}

import type { Sealed } from '#kernel';
import type { CaseCommand, CaseCommandType } from '../domain/case.commands.js';
import type { Channel, Contact, Narrative, Urgency } from '../domain/case.events.js';
import type { FieldValues } from '../domain/extra-fields.js';

/** A type with every sealed text in it open: what a person typed, before the desk closes it under a key. */
type Clear<Value> =
  Value extends Sealed<infer Content>
    ? Content extends { readonly text: string }
      ? string
      : Content
    : Value extends readonly (infer Item)[]
      ? readonly Clear<Item>[]
      : Value extends object
        ? { readonly [Key in keyof Value]: Clear<Value[Key]> }
        : Value;

/** What a report says in clear. Urgency and identity protection default to those of the service type. */
export interface ClearReport {
  readonly serviceType: string;
  readonly urgency?: Urgency;
  readonly unit: string;
  readonly channel: Channel;
  readonly identityProtected?: boolean;
  readonly narrative: Narrative;
  readonly contact?: Contact;
  /** Answers to the further questions of the service type. */
  readonly fields?: FieldValues;
  readonly externalRef?: string;
}

export interface ClearSplitChild {
  readonly serviceType: string;
  readonly unit: string;
  readonly narrative: Narrative;
}

interface ClearForms {
  readonly ReportCase: ClearReport;
  readonly SettleOnSpot: ClearReport & { readonly internalAccount: string; readonly publicReply: string };
  readonly Split: { readonly children: readonly ClearSplitChild[] };
}

/** A case command as a person gives it: the same names, with texts in clear. */
export type ClearCaseCommand = {
  readonly [Type in CaseCommandType]: {
    readonly type: Type;
    readonly data: Type extends keyof ClearForms
      ? ClearForms[Type]
      : Clear<Extract<CaseCommand, { type: Type }>['data']>;
  };
}[CaseCommandType];

import { Rejection, type Bilingual, type ExtraField, type ServiceType } from '#kernel';
import { refuse } from './rejections.js';

/** What a report answers to the further questions of its service type, by their codes. */
export type FieldValues = Readonly<Record<string, string | number | boolean>>;

/** In UTF-16 units. */
const LONGEST_TEXT = 200;

/** A choice is given in either language. @throws Rejection that names the field and, where one is missing, its reason */
export function checkFields({ fields }: ServiceType, given: Readonly<Record<string, unknown>> = {}): void {
  for (const [code, value] of Object.entries(given)) {
    const field = fields.find((each) => each.code === code);
    if (!field) throw refuse('unknown-field', { details: { field: code, known: fields.map(codeOf) } });
    checkValue(field, value);
  }
  for (const field of fields) {
    if (field.mandatoryBecause && isMissing(given[field.code]))
      throw about(field, 'field-missing', { because: field.mandatoryBecause }, field.mandatoryBecause);
  }
}

function checkValue(field: ExtraField, value: unknown): void {
  const { kind, choices = [] } = field;
  if (!isOfKind(kind, value)) throw about(field, 'field-of-another-kind', { kind });
  if (typeof value === 'string' && value.length > LONGEST_TEXT)
    throw about(field, 'field-too-long', { most: LONGEST_TEXT });
  if (kind === 'choice' && !choices.some(({ en, zh }) => value === en || value === zh))
    throw about(field, 'unknown-choice', { choices });
}

function isOfKind(kind: ExtraField['kind'], value: unknown): boolean {
  if (kind === 'number') return Number.isFinite(value);
  return typeof value === (kind === 'yes-no' ? 'boolean' : 'string');
}

function isMissing(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}

function codeOf({ code }: ExtraField): string {
  return code;
}

/** The sentence of the code, with the name of the field before it and the reason after it. */
function about(
  { code: field, name }: ExtraField,
  code: Parameters<typeof refuse>[0],
  details: Readonly<Record<string, unknown>>,
  because?: Bilingual,
): Rejection {
  const { kind, sentence } = refuse(code);
  const said = {
    en: `${name.en}: ${sentence.en}${because ? ` ${because.en}` : ''}`,
    zh: `${name.zh}:${sentence.zh}${because ? because.zh : ''}`,
  };
  return new Rejection(code, kind, said, [], { field, name, ...details });
}

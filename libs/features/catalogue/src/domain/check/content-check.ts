import { ROLES, type CatalogueContent, type ExtraField } from '#kernel';
import { refuse } from '../rejections.js';
import { below, flaw, type CatalogueFlaw } from './flaws.js';
import { aLadder } from './ladder-check.js';
import { aCode, aSpan, aStageLimit, KEBAB, KEBAB_WORDS, stageLimits } from './limit-check.js';
import {
  bilingual,
  both,
  byCode,
  byItself,
  coded,
  isObject,
  listOf,
  oneOf,
  recordOf,
  shape,
  whole,
  yesNo,
  type Look,
} from './look.js';

/** Whoever cannot say what it is reports under this type. */
const UNSURE = '129999';

const LONGEST_NAME = 120;
const LONGEST_SENTENCE = 500;
const A_YEAR = 366;
const TEN_YEARS = 3_660;
const SERVICE_CODE = { en: 'six digits (family, group, type)', zh: '六位数字（大类、中类、小类各两位）' };
const URGENCIES = ['ordinary', 'urgent', 'critical'];
const KINDS = ['text', 'number', 'yes-no', 'choice'];

// What is longer or more than this is a slip, not a rule.
const aPolicy: Look = shape({
  returns: whole(0, 20),
  children: whole(1, 100),
  callBackAttempts: whole(1, 20),
  reopenDays: whole(0, TEN_YEARS),
  extension: aSpan,
  extensionDays: whole(1, A_YEAR),
  shelvingDays: whole(1, TEN_YEARS),
  answerDays: whole(1, A_YEAR),
  silentDays: whole(1, A_YEAR),
});

const aField: Look = both<ExtraField>(
  shape(
    { code: aCode, name: bilingual(LONGEST_NAME), kind: oneOf(KINDS) },
    { choices: listOf(bilingual(LONGEST_NAME)), mandatoryBecause: bilingual(LONGEST_SENTENCE) },
  ),
  ({ kind, choices }, path) => {
    const at = below(path, 'choices');
    if (kind !== 'choice') return choices === undefined ? [] : [flaw(at, 'choices-unasked')];
    return (choices ?? []).length < 2 ? [flaw(at, 'choices-missing')] : [];
  },
);

function aType(ladders: ReadonlySet<string>): Look {
  return shape({
    code: coded(/^\d{6}$/, SERVICE_CODE),
    name: bilingual(LONGEST_NAME),
    urgency: oneOf(URGENCIES),
    onSpot: listOf(oneOf(ROLES), byItself),
    identityProtected: yesNo,
    consultation: yesNo,
    whistle: yesNo,
    limits: stageLimits(ladders),
    steps: listOf(aStageLimit(ladders, { code: aCode, name: bilingual(LONGEST_NAME) }), byCode),
    fields: listOf(aField, byCode),
    closing: bilingual(LONGEST_SENTENCE),
  });
}

const hasUnsure: Look = (types, path) =>
  Array.isArray(types) && !types.some((type) => byCode.of(type) === UNSURE) ? [flaw(path, 'no-unsure')] : [];

/** All that is wrong with what is offered as a catalogue; empty: it may be published. */
export function flawsOf(content: unknown): readonly CatalogueFlaw[] {
  const ladders = new Set(
    Object.keys(isObject(content) && isObject(content['ladders']) ? content['ladders'] : {}),
  );
  const types = listOf(aType(ladders), byCode);
  return shape({
    name: bilingual(LONGEST_NAME),
    policy: aPolicy,
    limits: stageLimits(ladders),
    ladders: recordOf(KEBAB, KEBAB_WORDS, aLadder),
    types: (value, path) => [...types(value, path), ...hasUnsure(value, path)],
  })(content, '');
}

/** @throws Rejection `flawed-catalogue`, with every flaw */
export function contentOf(offered: unknown): CatalogueContent {
  const flaws = flawsOf(offered);
  if (flaws.length > 0) throw refuse('flawed-catalogue', { details: { flaws } });
  return offered as CatalogueContent;
}

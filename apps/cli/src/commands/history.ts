import type { Command } from 'commander';
import { CaseHistoryQueries, historyLineView } from '#cases';
import type { StoredEvent } from '#event-store';
import { caseIdOf } from '../case-number.js';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { logOf, readingVaultOf, settingsOf } from '../data-folder.js';
import { bilingual, type Io } from '../io.js';
import { table } from '../table.js';

const ABOUT = {
  en: 'Print the whole history of a case: every event, who, for whom, when it happened and was recorded, its texts opened. Works while the service runs.',
  zh: '打印案件全部经过：每个事件、何人、代何人、发生与记录时间，文字已解封。服务运行时也可使用。',
};

export function historyCommand(io: Io): Command {
  return commandNamed('history', ABOUT, io)
    .argument(
      '<case>',
      bilingual({ en: 'number (2026-000123) or id of the case', zh: '案件编号（2026-000123）或标识' }),
    )
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((idOrNumber: string, choice: DataChoice & JsonChoice) => history(io, idOrNumber, choice));
}

async function history(io: Io, idOrNumber: string, choice: DataChoice & JsonChoice): Promise<void> {
  const settings = settingsOf(io, choice);
  const store = logOf(settings);
  const keys = readingVaultOf(settings);
  try {
    const caseId = await caseIdOf(idOrNumber, settings);
    const queries = new CaseHistoryQueries(store, keys.vault);
    const lines = (await queries.of(caseId)).map(historyLineView);
    const looks = await queries.looksAt(caseId);
    io.out(choice.json ? asJson(caseId, lines, looks) : asText(idOrNumber, lines, looks));
  } finally {
    await keys.close();
    await store.close();
  }
}

type Line = ReturnType<typeof historyLineView>;

function asText(named: string, lines: readonly Line[], looks: readonly StoredEvent[]): string {
  const head = bilingual({ en: `Case ${named}`, zh: `案件 ${named}` });
  const title = [
    '#',
    '事件 · event',
    '发生 · happened',
    '记录 · recorded',
    '何人 · who',
    '代 · for',
    '公开 · public',
  ];
  const rows = [title, ...lines.map(cellsOf)];
  const [header = '', ...body] = table(rows).split('\n');
  const told = lines.flatMap((line, index) => [body[index] ?? '', ...detailsOf(line)]);
  return [head, '', header, ...told, ...looks.map(lookLine)].join('\n');
}

function cellsOf(line: Line): string[] {
  const { revision, type, occurredAt, recordedAt, actor, visibility } = line;
  const who = actor.unit === null ? actor.role : `${actor.role} @ ${actor.unit} (${actor.id})`;
  const shown = visibility === 'public' ? '公开 · public' : '内部 · internal';
  return [
    String(revision),
    type,
    toSecond(occurredAt),
    toSecond(recordedAt),
    who,
    actor.onBehalfOf ?? '-',
    shown,
  ];
}

/** Data without what says where in the tree a unit stood: an auditor who wants all of it asks for JSON. Nobody has filed an import. */
function detailsOf({ data, line }: Line): string[] {
  const said = line ? [`     “${bilingual(line)}”`] : [];
  const { filedBy, ...told } = data;
  const whole = filedBy === null ? told : data;
  const parts = flattened(whole).filter(([key]) => !/(^|\.)(path|toPath|receiptHash)(\.|$)/.test(key));
  return [...said, ...parts.map(([key, value]) => `     ${key}: ${value}`)];
}

function flattened(value: unknown, prefix = ''): [key: string, value: string][] {
  if (value === null) return [[prefix, '（已销毁 · erased）']];
  if (typeof value === 'string') return [[prefix, value]];
  if (typeof value !== 'object') return [[prefix, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, part]) =>
    flattened(part, prefix === '' ? key : `${prefix}.${key}`),
  );
}

function lookLine({ occurredAt, actor, data }: StoredEvent): string {
  const { purpose } = data as { purpose?: string };
  const look = { en: 'looked at the reporter’s identity', zh: '查看了诉求人身份' };
  return `${toSecond(occurredAt)}  ${actor.role} @ ${actor.unit ?? '-'} (${actor.id}) ${bilingual(look)}: ${purpose ?? ''}`;
}

function toSecond(instant: string): string {
  return `${instant.slice(0, 19)}Z`;
}

function asJson(caseId: string, events: readonly Line[], looks: readonly StoredEvent[]): string {
  const seen = looks.map(({ occurredAt, recordedAt, actor, data }) => ({
    occurredAt,
    recordedAt,
    actor,
    data,
  }));
  return JSON.stringify({ caseId, events, looks: seen }, undefined, 2);
}

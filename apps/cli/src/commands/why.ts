import type { Command } from 'commander';
import { calendarsIn } from '#calendar';
import { CaseCardQueries, CaseDeadlineQueries, caseDeadlinesView } from '#cases';
import { bookOf } from '#catalogue/messages';
import { publicationsIn } from '#catalogue';
import type { EventStore } from '#event-store';
import { localTime, type RuleBook } from '#kernel';
import { caseIdOf } from '../case-number.js';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { logOf, settingsOf } from '../data-folder.js';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';
import { bilingual, type Io } from '../io.js';
import { reading } from '../reading.js';

type View = ReturnType<typeof caseDeadlinesView>;

const ABOUT = {
  en: 'Say of every limit of a case why it ends when it does, and how that came about. Works while the service runs.',
  zh: '说明案件每个时限的到期依据及其变动经过。服务运行时也可使用。',
};

export function whyCommand(io: Io): Command {
  return commandNamed('why', ABOUT, io)
    .argument(
      '<case>',
      bilingual({ en: 'number (2026-000123) or id of the case', zh: '案件编号（2026-000123）或标识' }),
    )
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((idOrNumber: string, choice: DataChoice & JsonChoice) => why(io, idOrNumber, choice));
}

async function why(io: Io, idOrNumber: string, choice: DataChoice & JsonChoice): Promise<void> {
  const settings = settingsOf(io, choice);
  const store = logOf(settings);
  try {
    const caseId = await caseIdOf(idOrNumber, settings);
    const queries = new CaseDeadlineQueries(store, calendarsIn(store), { book: () => rulesIn(store) });
    const found = await queries.of(caseId);
    const card = await reading(settings, (views) => new CaseCardQueries(views).find('case_id', caseId));
    const named = { caseId, number: card?.number ?? idOrNumber };
    const view = caseDeadlinesView(named, found, Date.now());
    io.out(choice.json ? JSON.stringify(view, undefined, 2) : asText(view, found.calendars.for([]).zone));
  } finally {
    await store.close();
  }
}

async function rulesIn(store: EventStore): Promise<RuleBook> {
  const book = bookOf(await publicationsIn(store));
  if (book) return book;
  throw new Failure(EXIT.notFound, {
    en: 'No catalogue has been published here.',
    zh: '此处尚未发布事项目录。',
  });
}

function asText({ number, running, pause, standing, history }: View, zone: string): string {
  const local = (instant: string) => localTime(zone, Date.parse(instant));
  const still = { en: 'No limit runs.', zh: '没有正在计时的时限。' };
  return [
    bilingual({ en: `Case ${number}`, zh: `案件 ${number}` }),
    ...(pause ? ['', `${bilingual(pause.words)}, ${local(pause.until)}`] : []),
    ...standing.map(({ words }) => `  ${bilingual(words)}`),
    ...(running.length === 0 ? ['', bilingual(still)] : []),
    ...running.flatMap(({ words, unit, due, next, why: reasons }) => [
      '',
      `${bilingual(words)} → ${local(due)}  ${unit}`,
      ...reasons.map((reason) => `  ${bilingual(reason)}`),
      ...(next ? [`  ${bilingual(next.words)} → ${local(next.at)}`] : []),
    ]),
    '',
    bilingual({ en: 'How it came about', zh: '变动经过' }),
    ...history.map(({ recordedAt, words }) => `  ${local(recordedAt)}  ${bilingual(words)}`),
  ].join('\n');
}

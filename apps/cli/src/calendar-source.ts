import { InvalidArgumentError, Option } from 'commander';
import { calendarsIn } from '#calendar';
import type { Calendars } from '#calendar/messages';
import type { Settings } from '#config';
import { logOf } from './data-folder.js';
import { EXIT } from './exit-code.js';
import { Failure } from './failure.js';
import { bilingual } from './io.js';

type Lines = Awaited<ReturnType<Calendars['lines']>>;
type Line = Lines extends ReadonlyMap<string, infer One> ? One : never;

/** One look at the calendars in the log, beside a running service. @throws CannotOpen */
export async function lookingAtCalendars<Answer>(
  settings: Settings,
  look: (calendars: Calendars) => Promise<Answer>,
): Promise<Answer> {
  const log = logOf(settings);
  try {
    return await look(calendarsIn(log));
  } finally {
    await log.close();
  }
}

export function calendarLinesOf(settings: Settings): Promise<Lines> {
  return lookingAtCalendars(settings, (calendars) => calendars.lines());
}

/** @throws Failure when there is none */
export async function calendarLineIn(settings: Settings, id: string): Promise<Line> {
  const line = (await calendarLinesOf(settings)).get(id);
  if (line) return line;
  throw new Failure(EXIT.notFound, { en: `There is no calendar ${id}.`, zh: `没有日历 ${id}。` });
}

export function calendarVersionOption(): Option {
  const about = { en: 'a version by its number, else the last one', zh: '版本号，默认最新版本' };
  return new Option('--version <number>', bilingual(about)).argParser((text) => {
    if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('1, 2, 3 …');
    return Number(text);
  });
}

import type { Command } from 'commander';
import { commandNamed } from './command.js';
import { backupCommand } from './commands/backup.js';
import { calendarCommand } from './commands/calendar.js';
import { catalogueCommand } from './commands/catalogue.js';
import { dueCommand } from './commands/due.js';
import { eraseCommand } from './commands/erase.js';
import { historyCommand } from './commands/history.js';
import { importCommand } from './commands/import.js';
import { metricsCommand } from './commands/metrics.js';
import { rebuildCommand } from './commands/rebuild.js';
import { simulateCommand } from './commands/simulate.js';
import { startCommand } from './commands/start.js';
import { unitsCommand } from './commands/units.js';
import { usersCommand } from './commands/users.js';
import { verifyCommand } from './commands/verify.js';
import { whyCommand } from './commands/why.js';
import { EXIT, EXIT_MEANINGS } from './exit-code.js';
import { bilingual, type Io } from './io.js';

const ABOUT = {
  en: 'Gridcase: case handling for grassroots grid governance.',
  zh: 'Gridcase：基层网格治理的案件办理引擎。',
};

/** The whole command line, as commander knows it. */
export function gridcase(io: Io): Command {
  const program = commandNamed('gridcase', ABOUT, io).addHelpText('after', `\n${exitCodes()}`);
  const commands = [
    startCommand,
    importCommand,
    historyCommand,
    dueCommand,
    whyCommand,
    metricsCommand,
    verifyCommand,
    rebuildCommand,
    backupCommand,
    eraseCommand,
    calendarCommand,
    catalogueCommand,
    unitsCommand,
    usersCommand,
    simulateCommand,
  ];
  for (const command of commands) program.addCommand(command(io));
  return program;
}

function exitCodes(): string {
  const lines = Object.entries(EXIT_MEANINGS).map(
    ([name, meaning]) => `  ${String(EXIT[name as keyof typeof EXIT]).padEnd(4)}${bilingual(meaning)}`,
  );
  return ['退出码 · Exit codes:', ...lines].join('\n');
}

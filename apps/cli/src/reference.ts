import type { Command } from 'commander';
import { EXIT, EXIT_MEANINGS } from './exit-code.js';
import { bilingual, type Io } from './io.js';
import { gridcase } from './program.js';

/** Nobody listens: the definitions are read, nothing is run. */
const silent: Io = {
  environment: {},
  out: () => undefined,
  err: () => undefined,
  ask: () => Promise.resolve(''),
  signal: new AbortController().signal,
};

/** All commands as a page, made from their definitions. */
export function referenceOf(): string {
  const program = gridcase(silent);
  const codes = Object.entries(EXIT_MEANINGS).map(
    ([name, meaning]) => `| ${EXIT[name as keyof typeof EXIT]} | ${bilingual(meaning)} |`,
  );
  return [
    '# 命令行 · Command line',
    '',
    '<!-- Made from the command definitions by `npm run facts`; not edited by hand. -->',
    '',
    '各命令加 `--help` 显示同样内容 · the same is shown by `--help` of each command.',
    '',
    ...program.commands.flatMap((command) => sectionOf(command, 'gridcase', 2)),
    '## 退出码 · Exit codes',
    '',
    '| | |',
    '|---|---|',
    ...codes,
    '',
  ].join('\n');
}

function sectionOf(command: Command, parent: string, depth: number): string[] {
  const name = `${parent} ${command.name()}`;
  const parts = [
    ...command.registeredArguments.map((argument) => [argument.name(), argument.description] as const),
    ...command.options.map((option) => [option.flags, optionText(option)] as const),
  ];
  const rows = parts.map(([flags, text]) => `| \`${flags}\` | ${text} |`);
  return [
    `${'#'.repeat(depth)} ${name}`,
    '',
    command.description(),
    '',
    ...(command.commands.length > 0 ? [] : ['```', `${name} ${command.usage()}`.trim(), '```', '']),
    ...(rows.length > 0 ? ['| | |', '|---|---|', ...rows, ''] : []),
    ...command.commands.flatMap((child) => sectionOf(child, name, depth + 1)),
  ];
}

function optionText({ description, argChoices, defaultValue }: Command['options'][number]): string {
  const choices = argChoices ? ` (${argChoices.join(', ')})` : '';
  const otherwise = typeof defaultValue === 'string' ? ` [${defaultValue}]` : '';
  return `${description}${choices}${otherwise}`;
}

import { CommandBus } from '@nestjs/cqrs';
import { type Command, InvalidArgumentError } from 'commander';
import { Accounts } from '#identity';
import { ROLES, type Role } from '#kernel';
import type { Workbench } from '#server';
import { GivePosition, personIdOf, RegisterPerson, ReplacePassword } from '#units/messages';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { settingsOf } from '../data-folder.js';
import { bilingual, type Io } from '../io.js';
import { peopleIn, peopleTable } from '../people.js';
import { openWorkbench, operatorMeta } from '../workbench.js';

interface AddChoice extends DataChoice {
  readonly unit: string;
  readonly nameZh?: string;
  readonly nameEn?: string;
  readonly position?: readonly Seat[];
}

interface Seat {
  readonly role: Role;
  readonly unit: string;
}

const SIGN_IN = { en: 'the name to sign in by', zh: '登录名' };

export function usersCommand(io: Io): Command {
  const about = {
    en: 'People and their accounts. All but the list need the service to be stopped.',
    zh: '人员与账号。除查看外须先停止服务。',
  };
  return commandNamed('users', about, io)
    .addCommand(listCommand(io))
    .addCommand(addCommand(io))
    .addCommand(passwordCommand(io))
    .addCommand(
      closingCommand(
        'disable',
        { en: 'Close an account; its sessions end at once.', zh: '停用账号，立即结束其会话。' },
        io,
      ),
    )
    .addCommand(
      closingCommand('enable', { en: 'Open a closed account again.', zh: '恢复已停用的账号。' }, io),
    );
}

function listCommand(io: Io): Command {
  return commandNamed('list', { en: 'Who holds which position.', zh: '人员与岗位。' }, io)
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (choice: DataChoice & JsonChoice) => {
      const people = await peopleIn(settingsOf(io, choice));
      io.out(choice.json ? JSON.stringify(people, undefined, 2) : peopleTable(people));
    });
}

function addCommand(io: Io): Command {
  const seat = {
    en: 'a position, for example committee-officer@unit-id; may be repeated',
    zh: '岗位，如 committee-officer@单位编号，可重复',
  };
  return commandNamed(
    'add',
    { en: 'Register a person; the password is asked for.', zh: '登记人员并设置密码。' },
    io,
  )
    .argument('<sign-in>', bilingual(SIGN_IN))
    .requiredOption(
      '--unit <unit>',
      bilingual({ en: 'unit that looks after the person', zh: '管理该人员的单位' }),
    )
    .option('--name-zh <name>', bilingual({ en: 'name in Chinese', zh: '中文姓名' }))
    .option('--name-en <name>', bilingual({ en: 'name in English', zh: '英文姓名' }))
    .option('--position <role@unit>', bilingual(seat), seatsOf)
    .addOption(dataOption())
    .action((signIn: string, choice: AddChoice) =>
      atWork(io, choice, async (bench) => {
        await add(bench, io, signIn, choice);
        io.out(bilingual({ en: `${signIn} was registered.`, zh: `已登记 ${signIn}。` }));
      }),
    );
}

function passwordCommand(io: Io): Command {
  const about = {
    en: 'Set a new password; it is asked for, and all sessions end.',
    zh: '设置新密码，并结束其全部会话。',
  };
  return commandNamed('password', about, io)
    .argument('<sign-in>', bilingual(SIGN_IN))
    .addOption(dataOption())
    .action((signIn: string, choice: DataChoice) =>
      atWork(io, choice, async (bench) => {
        const data = { personId: personIdOf(signIn), password: await askPassword(io) };
        await bench.get(CommandBus).execute(new ReplacePassword(data, operatorMeta()));
        io.out(bilingual({ en: `${signIn} has a new password.`, zh: `已为 ${signIn} 设置新密码。` }));
      }),
    );
}

function closingCommand(deed: 'disable' | 'enable', about: { en: string; zh: string }, io: Io): Command {
  return commandNamed(deed, about, io)
    .argument('<sign-in>', bilingual(SIGN_IN))
    .addOption(dataOption())
    .action((signIn: string, choice: DataChoice) =>
      atWork(io, choice, (bench) => {
        bench.get(Accounts)[deed](personIdOf(signIn));
        io.out(`${signIn}: ${bilingual(about)}`);
        return Promise.resolve();
      }),
    );
}

async function atWork(io: Io, choice: DataChoice, work: (bench: Workbench) => Promise<void>): Promise<void> {
  const bench = await openWorkbench(settingsOf(io, choice), io);
  try {
    await work(bench);
    await bench.caughtUp();
  } finally {
    await bench.close();
  }
}

async function add(bench: Workbench, io: Io, signIn: string, choice: AddChoice): Promise<void> {
  const { unit, nameZh, nameEn, position = [] } = choice;
  const password = await askPassword(io);
  const name = {
    ...(nameZh === undefined ? {} : { zh: nameZh }),
    ...(nameEn === undefined ? {} : { en: nameEn }),
  };
  const bus = bench.get(CommandBus);
  await bus.execute(new RegisterPerson({ signIn, name, unit, password }, operatorMeta()));
  const personId = personIdOf(signIn);
  for (const seat of position) await bus.execute(new GivePosition({ personId, ...seat }, operatorMeta()));
}

function askPassword(io: Io): Promise<string> {
  return io.ask(bilingual({ en: 'Password:', zh: '密码：' }), 'hidden');
}

/** @throws InvalidArgumentError */
function seatsOf(text: string, before: readonly Seat[] = []): readonly Seat[] {
  const [name, unit = ''] = text.split('@');
  const role = ROLES.find((known) => known === name);
  if (role === undefined || unit === '') throw new InvalidArgumentError(`role@unit; ${ROLES.join(', ')}`);
  return [...before, { role, unit }];
}

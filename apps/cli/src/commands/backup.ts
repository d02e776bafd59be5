import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { checkBackup } from '../backup-check.js';
import { backUp } from '../backup.js';
import { commandNamed, dataOption, jsonOption, type DataChoice, type JsonChoice } from '../command.js';
import { settingsOf } from '../data-folder.js';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';
import { bilingual, type Io } from '../io.js';

interface Choice extends DataChoice, JsonChoice {
  readonly check?: boolean;
}

const ABOUT = {
  en: 'Copy a consistent state into a new folder, also while the service runs: log, keys, accounts. The master key is NOT copied: keep it elsewhere. To restore, copy the files into an empty data folder and put the master key back; the read models are made again from the log.',
  zh: '将一致状态复制到新目录（服务运行时也可）：日志、密钥、账号。主密钥不会被复制，请另行保管。恢复时把文件复制到空数据目录并放回主密钥，查询库由日志重建。',
};

export function backupCommand(io: Io): Command {
  const check = {
    en: 'restore the backup in the folder aside, and look at all of it',
    zh: '另行恢复该目录中的备份并逐项检查',
  };
  return commandNamed('backup', ABOUT, io)
    .argument('<folder>', bilingual({ en: 'folder of the backup', zh: '备份目录' }))
    .addOption(new Option('--check', bilingual(check)))
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((folder: string, choice: Choice) => (choice.check ? look : copy)(io, resolve(folder), choice));
}

async function copy(io: Io, folder: string, choice: Choice): Promise<void> {
  const settings = settingsOf(io, choice);
  const manifest = await backUp(settings, folder);
  if (choice.json) return io.out(JSON.stringify({ folder, ...manifest }, undefined, 2));
  const names = Object.keys(manifest.files).join(', ');
  io.out(bilingual({ en: `Backed up to ${folder}: ${names}.`, zh: `已备份到 ${folder}：${names}。` }));
  io.out(bilingual(KEY_ELSEWHERE));
}

async function look(io: Io, folder: string, choice: Choice): Promise<void> {
  const result = await checkBackup(folder, settingsOf(io, choice));
  const { madeAt, events, texts, flaws } = result;
  if (choice.json) io.out(JSON.stringify(result, undefined, 2));
  else flaws.forEach((flaw) => io.out(bilingual(flaw)));
  if (flaws.length > 0) throw new Failure(EXIT.foundWrong, BROKEN);
  if (choice.json) return;
  io.out(
    bilingual({
      en: `The backup of ${madeAt} restores: ${events} events in unbroken chains, ${texts} texts opened.`,
      zh: `${madeAt} 的备份可以恢复：${events} 个事件链完整，${texts} 段文字可解封。`,
    }),
  );
}

const KEY_ELSEWHERE = {
  en: 'The master key was not copied. Without it no personal data in the backup can be read: keep it elsewhere.',
  zh: '主密钥未复制。没有它，备份中的个人信息都无法读取，请另行保管。',
};
const BROKEN = { en: 'The backup does not restore as it should.', zh: '备份无法完整恢复。' };

import type { Bilingual } from '#kernel';

/** What the shell learns; programs rely on these. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  foundWrong: 3,
  inUse: 4,
  notFound: 5,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT, Bilingual>> = {
  ok: { en: 'done', zh: '完成' },
  failed: { en: 'failed; the last line says why', zh: '失败，最后一行说明原因' },
  usage: { en: 'wrong arguments or settings; nothing was done', zh: '参数或设置有误，未执行' },
  foundWrong: { en: 'looked, and found something wrong', zh: '已检查，发现问题' },
  inUse: { en: 'the data folder is in use by a running service', zh: '数据目录正被运行中的服务使用' },
  notFound: {
    en: 'there is no such case, unit, person, file or log',
    zh: '没有该案件、单位、人员、文件或日志',
  },
  interrupted: { en: 'stopped by Ctrl+C; start again to go on', zh: '被 Ctrl+C 中断，可重新执行以继续' },
};

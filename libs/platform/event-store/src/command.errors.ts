import { rejectionsOf } from '#kernel';

/** Refusals of the command path itself, whatever the feature. */
export const refuseCommand = rejectionsOf({
  'key-reused': [
    'unprocessable',
    'This Idempotency-Key was used for another command.',
    '这个幂等键(Idempotency-Key)已用于另一条命令。',
  ],
  'stale-revision': [
    'stale',
    'It has changed since you read it; read it again.',
    '您读取之后内容已有变化,请重新读取。',
  ],
  'changed-meanwhile': ['conflict', 'Too many changes at once; try again.', '同时修改过多,请稍后重试。'],
});

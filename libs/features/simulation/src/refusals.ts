import { rejectionsOf } from '#kernel';

export const refuse = rejectionsOf({
  'log-not-empty': [
    'conflict',
    'There are units or cases in this data folder already; a simulation needs an empty one.',
    '数据目录中已有单位或案件；模拟需要空目录。',
  ],
});

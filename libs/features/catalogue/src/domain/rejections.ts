import { rejectionsOf } from '#kernel';

/** Every no of this room: `code: [kind, English, Chinese]`. Codes are stable, programs rely on them. */
export const refuse = rejectionsOf({
  'no-catalogue': [
    'unavailable',
    'No service catalogue has been published yet; `gridcase catalogue publish` does it.',
    '尚未发布服务事项目录，请先执行 gridcase catalogue publish。',
  ],
  'no-such-version': ['not-found', 'There is no such version of the catalogue.', '没有这个版本的事项目录。'],
  'flawed-catalogue': [
    'unprocessable',
    'The catalogue has flaws and was not published; see the list.',
    '事项目录有误，未予发布，详见错误列表。',
  ],
  'not-permitted': [
    'forbidden',
    'An administrator of the county publishes the catalogue.',
    '事项目录由县（区）级系统管理员发布。',
  ],
});

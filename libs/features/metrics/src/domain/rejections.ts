import { rejectionsOf } from '#kernel';

/** Every no of the figures: `code: [kind, English, Chinese]`. Codes are stable, programs rely on them. */
export const refuse = rejectionsOf({
  'not-permitted': ['forbidden', 'Your positions do not allow this here.', '您的岗位在此无权进行该操作。'],
  'period-empty': [
    'invalid',
    'A period ends after it begins, and a report is asked as of a moment after that.',
    '统计期的结束时间须晚于开始时间，截至时间不得早于开始时间。',
  ],
});

import { rejectionsOf } from '../rejection.js';

/** What working time refuses to reckon with. */
export const refuseLimit = rejectionsOf({
  'malformed-limit': [
    'invalid',
    'A limit is an amount greater than 0, or a moment with its zone.',
    '时限须为大于 0 的数量，或带时区的时刻。',
  ],
  'limit-out-of-reach': [
    'unprocessable',
    'The calendar has not that much working time, or the date is too far away.',
    '日历中没有这么多工作时间，或日期过于久远。',
  ],
});

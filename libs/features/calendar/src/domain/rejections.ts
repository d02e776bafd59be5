import { rejectionsOf } from '#kernel';

/** Every no of this room: `code: [kind, English, Chinese]`. Codes are stable, programs rely on them. */
export const refuse = rejectionsOf({
  'calendar-not-found': [
    'not-found',
    'There is no such calendar, or no such version of it.',
    '没有这个日历或版本。',
  ],
  'calendar-of-no-unit': ['not-found', 'There is no such unit.', '没有这个单位。'],
  'national-calendar-stays': [
    'conflict',
    'The national calendar can be replaced by a new version, but not retired.',
    '国家日历只能以新版本替换，不能停用。',
  ],
  'nothing-above': [
    'invalid',
    'There is nothing above the national calendar to start from.',
    '国家日历之上没有可沿用的日历。',
  ],
  'malformed-calendar': [
    'invalid',
    'This is not how a calendar is written; see `at`.',
    '日历格式有误，位置见 at。',
  ],
  'unknown-zone': ['invalid', 'There is no such time zone.', '没有这个时区。'],
  'not-a-date': ['invalid', 'This is no date of the calendar.', '日期不存在。'],
  'malformed-hours': [
    'invalid',
    'Hours are written "09:00-12:00" and end after they begin, at 24:00 at the latest.',
    '时段写作“09:00-12:00”，结束须晚于开始，最迟 24:00。',
  ],
  'overlapping-hours': ['invalid', 'These hours overlap.', '时段相互重叠。'],
  'no-working-time': ['invalid', 'A week needs some working time.', '一周之中须有工作时间。'],
  'too-many-days': ['invalid', 'A calendar has at most 5,000 special days.', '特殊日期最多 5000 个。'],
  'not-permitted': ['forbidden', 'Your positions do not allow this here.', '您的岗位在此无权进行该操作。'],
});

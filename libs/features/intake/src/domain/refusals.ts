import { rejectionsOf } from '#kernel';

/** Why a row or a file is not taken in: `code: [kind, English, Chinese]`. Codes are stable, reports are read by programs. */
export const refuse = rejectionsOf({
  'unknown-mapping': ['not-found', 'There is no such mapping.', '没有这种导入映射。'],
  'unknown-encoding': ['invalid', 'There is no such encoding.', '没有这种编码。'],
  'no-files': [
    'not-found',
    'There is no such file, or none of this kind in the folder.',
    '文件不存在，或目录中没有此类文件。',
  ],
  'columns-missing': ['invalid', 'The file lacks columns that the mapping reads.', '文件缺少映射所需的列。'],
  'file-empty': ['invalid', 'The file is empty.', '文件为空。'],
  'broken-csv': [
    'invalid',
    'From this row on the file cannot be read as CSV: a quote is not closed, or a row is too large.',
    '从该行起文件无法按 CSV 读取：引号未闭合，或单行过大。',
  ],
  'broken-xes': [
    'invalid',
    'From this line on the file cannot be read as an XES event log: the XML or its packing is broken, or one case is too large.',
    '从该行起文件无法按 XES 事件日志读取：XML 或压缩数据有误，或单个案件过大。',
  ],
  'event-date-missing': ['invalid', 'An event of the case has no time.', '案件的某个事件没有时间。'],
  'wrong-column-count': [
    'invalid',
    'The row has more or fewer columns than the header.',
    '该行的列数与表头不一致。',
  ],
  'unreadable-text': [
    'invalid',
    'The row holds bytes that are not text in this encoding; see --encoding.',
    '该行含有无法按此编码读取的字符，请用 --encoding 指定编码。',
  ],
  'text-too-long': ['invalid', 'A text of the row is too long.', '该行的文字过长。'],
  'reference-missing': ['invalid', 'The row has no number of its own.', '该行没有编号。'],
  'malformed-reference': ['invalid', "The row's number is malformed.", '该行的编号格式不正确。'],
  'unreadable-date': ['invalid', 'A date of the row cannot be read.', '该行的日期无法识别。'],
  'opening-date-missing': ['invalid', 'The row does not say when it was opened.', '该行没有受理时间。'],
  'closing-date-missing': [
    'invalid',
    'The row is closed but does not say when.',
    '该行已办结但没有办结时间。',
  ],
  'closed-before-opened': [
    'invalid',
    'The row was closed before it was opened.',
    '该行的办结时间早于受理时间。',
  ],
  'open-with-closing-date': [
    'invalid',
    'The row is open but has a closing date.',
    '该行未办结却有办结时间。',
  ],
  'in-the-future': ['invalid', 'A date of the row lies in the future.', '该行的日期在未来。'],
  'unit-not-there': [
    'invalid',
    'A unit of the row is not in the grid, or is closed; see --units from-file.',
    '该行所属单位不在网格中或已撤销，可用 --units from-file 按文件建立。',
  ],
  'unknown-status': ['invalid', 'The mapping does not know this status.', '映射不认识该状态。'],
  'invalid-coordinates': ['invalid', 'The coordinates are no place on earth.', '坐标无效。'],
});

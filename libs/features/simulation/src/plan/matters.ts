/** A kind of matter as it comes up in a county: a code of the starter catalogue, how often, and how pressing. */
export interface Matter {
  readonly serviceType: string;
  readonly weight: number;
  readonly urgency: 'ordinary' | 'urgent' | 'critical';
  /** A grid worker may settle it at once. */
  readonly onSpot: boolean;
  readonly summary: string;
  /** What the starter catalogue must know of it. */
  readonly fields?: Readonly<Record<string, string | boolean>>;
}

/** Made up, in the rough proportions of a hotline's year. */
export const MATTERS: readonly Matter[] = [
  matter('050101', 18, '暴露垃圾未清运', { onSpot: true }),
  matter('050102', 14, '路面积尘未清扫', { onSpot: true }),
  matter('050103', 5, '绿化带枯死', { onSpot: true }),
  matter('050105', 8, '占用公共车位', { onSpot: true }),
  matter('050106', 3, '巷内鼠患'),
  matter('050201', 3, '楼顶疑似违法搭建', { fields: { 'in-progress': true } }),
  matter('050202', 2, '外墙砖松动', { urgency: 'urgent' }),
  matter('050301', 7, '路灯不亮'),
  matter('050304', 4, '雨水口堵塞', { onSpot: true }),
  matter('050401', 3, '整栋楼停水', { urgency: 'urgent', fields: { 'whole-building': true } }),
  matter('040101', 12, '夜间施工噪声', { onSpot: true, fields: { source: '施工' } }),
  matter('090101', 2, '消防通道被占', { urgency: 'critical', onSpot: true }),
  matter('090102', 1, '楼道有燃气异味', { urgency: 'critical', fields: { place: '室内' } }),
  matter('010101', 4, '独居老人需要帮扶', { fields: { need: '照料' } }),
  matter('110101', 4, '邻里漏水纠纷', { fields: { consent: true } }),
  matter('110201', 6, '医保政策咨询', { onSpot: true }),
  matter('110301', 2, '建议增设垃圾桶'),
  matter('129999', 2, '说不清属于哪类'),
];

function matter(
  serviceType: string,
  weight: number,
  summary: string,
  {
    urgency = 'ordinary',
    onSpot = false,
    fields,
  }: Partial<Pick<Matter, 'urgency' | 'onSpot' | 'fields'>> = {},
): Matter {
  return { serviceType, weight, urgency, onSpot, summary: `模拟：${summary}`, ...(fields && { fields }) };
}

/** How likely a report is in each hour of the local day. */
export const HOURS = [
  1, 1, 1, 1, 1, 2, 4, 8, 12, 14, 13, 10, 8, 9, 12, 12, 11, 10, 9, 9, 8, 6, 3, 2,
] as const;

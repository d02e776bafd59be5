import type { Bilingual } from '#kernel';
import type { Urgency } from './case.events.js';

/** One kind of matter: code of 2+2+2 digits (family, group, type). */
export interface ServiceType {
  readonly code: string;
  readonly name: Bilingual;
  readonly urgency: Urgency;
  /** May a grid worker settle it at once (随手办)? */
  readonly onSpot: boolean;
  /** Is the reporter's identity protected unless he says otherwise? */
  readonly identityProtected: boolean;
}

type Row = readonly [code: string, zh: string, en: string, urgency: Urgency, flags?: string];

/** Starter list; `s`: on the spot, `p`: identity protected. Rows marked in the README are for imports of public 311 files. */
const ROWS: readonly Row[] = [
  ['010101', '困难帮扶', 'Help request', 'ordinary', 'p'],
  ['010201', '消防服务申请', 'Fire department request', 'ordinary'],
  ['040101', '噪声', 'Noise', 'ordinary', 's'],
  ['050101', '暴露垃圾', 'Exposed rubbish', 'ordinary', 's'],
  ['050102', '道路保洁', 'Street cleaning', 'ordinary', 's'],
  ['050103', '绿化养护', 'Green space', 'ordinary', 's'],
  ['050104', '废弃车辆', 'Abandoned bicycle or vehicle', 'ordinary', 's'],
  ['050105', '占用车位', 'Space savers', 'ordinary', 's'],
  ['050106', '鼠害', 'Rodent activity', 'ordinary'],
  ['050107', '动物', 'Animals', 'ordinary'],
  ['050201', '违法搭建', 'Illegal building', 'ordinary', 'p'],
  ['050202', '房屋安全隐患', 'Unsafe or dangerous conditions', 'urgent'],
  ['050203', '房屋电气', 'Electrical', 'ordinary'],
  ['050204', '房屋给排水', 'Plumbing', 'ordinary'],
  ['050301', '路灯', 'Street light', 'ordinary'],
  ['050302', '路灯杆损毁', 'Street light knock-down', 'urgent'],
  ['050303', '交通标志', 'Missing or damaged sign', 'ordinary', 's'],
  ['050304', '雨水口', 'Catch basin', 'ordinary', 's'],
  ['050401', '停水停电', 'Outage', 'urgent'],
  ['090101', '消防通道', 'Fire lane blocked', 'critical', 's'],
  ['090102', '燃气异味', 'Gas smell', 'critical'],
  ['110101', '邻里纠纷', 'Neighbour dispute', 'ordinary', 'p'],
  ['110201', '政策咨询', 'Enquiry', 'ordinary', 's'],
  ['110301', '建议', 'Suggestion', 'ordinary'],
  ['129999', '说不清', 'Unsure', 'ordinary'],
];

export const SERVICE_TYPES: ReadonlyMap<string, ServiceType> = new Map(
  ROWS.map(([code, zh, en, urgency, flags = '']) => [
    code,
    { code, name: { en, zh }, urgency, onSpot: flags.includes('s'), identityProtected: flags.includes('p') },
  ]),
);

/** Cases of one family may be merged. `129999` (unsure) belongs to every family. */
export function sameFamily(one: string, other: string): boolean {
  return one === '129999' || other === '129999' || one.slice(0, 2) === other.slice(0, 2);
}

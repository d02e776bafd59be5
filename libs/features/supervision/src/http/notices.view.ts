import { ApiProperty } from '@nestjs/swagger';
import { BilingualView, NEXT_PAGE } from '#http';
import type { Bilingual } from '#kernel';
import { NOTICE_TYPES, type NoticeType } from '../domain/notice-types.js';
import type { Names } from '../notices/names.js';
import type { NoticeDetails } from '../notices/notice.js';
import { sentenceOf } from '../notices/sentences.js';
import type { ArrivedNotice } from '../projections/notices/notices.queries.js';
import { CaseLinkView, named, NamedView } from './supervision.view.js';

export class NoticeView {
  @ApiProperty({ description: 'For `read-up-to`; later is greater.' })
  position!: string;

  @ApiProperty({ enum: NOTICE_TYPES })
  type!: NoticeType;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ description: 'Not read yet.' })
  unread!: boolean;

  @ApiProperty({ type: NamedView, description: 'The unit at which it reached you.' })
  desk!: NamedView;

  @ApiProperty({ type: CaseLinkView })
  case!: CaseLinkView;

  @ApiProperty({ type: NamedView, description: 'The unit it is about.' })
  unit!: NamedView;

  @ApiProperty({ type: BilingualView, description: 'What it says.' })
  sentence!: Bilingual;

  @ApiProperty({ type: Object, description: 'The same for programs: limit, rung, moments, level.' })
  details!: NoticeDetails;
}

export class NoticePageView {
  @ApiProperty({ type: [NoticeView] })
  notices!: readonly NoticeView[];

  @ApiProperty({ description: 'How many are unread; 100 stands for that many or more.' })
  unread!: number;

  @ApiProperty(NEXT_PAGE)
  next!: string | null;
}

export class ReadView {
  @ApiProperty({ description: 'Everything up to here counts as read.' })
  position!: string;
}

export function noticeView(arrived: ArrivedNotice, readUpTo: string, names: Names): NoticeView {
  const { notice, position, unit: desk } = arrived;
  const { type, at, caseId, number, serviceType, urgency, unit, details } = notice;
  return {
    position,
    type,
    at,
    unread: position > readUpTo,
    desk: named(desk, names),
    case: {
      caseId,
      number,
      href: `/api/cases/${caseId}`,
      serviceType: { id: serviceType, name: names.service(notice) },
      urgency,
    },
    unit: named(unit, names),
    sentence: sentenceOf(notice, names),
    details,
  };
}

import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Parcel } from '#outbox';
import { NOW } from '../specs/grid.js';
import { names } from '../specs/names.js';
import type { Notice } from '../notices/notice.js';
import { FORMATS } from './message-formats.js';

const PARCEL = '0195c2a4-8f1e-7cc0-8a53-3f4b1f6f0aff';

function noticeOf(number: number, more: Partial<Notice> = {}): Notice {
  return {
    event: `0195c2a4-8f1e-7cc0-8a53-${String(number).padStart(12, '0')}`,
    type: 'CaseReminded',
    at: '2026-03-02T02:00:00.000Z',
    caseId: `case-${number}`,
    number: `2026-${String(number).padStart(6, '0')}`,
    serviceType: '050301',
    urgency: 'ordinary',
    unit: 'mill',
    details: { deadline: 'handle', rung: 'reminder', due: '2026-03-03T09:00:00.000Z' },
    ...more,
  };
}

function parcelOf(...notices: readonly Notice[]): Parcel {
  const lane = { channel: 'webhook', recipient: 'c', urgent: false };
  const letters = notices.map((notice, index) => ({
    ...lane,
    event: notice.event,
    body: notice,
    seq: index,
    putAt: NOW,
    held: false,
  }));
  return { ...lane, id: PARCEL, letters, attempts: 0, nextAt: NOW };
}

const many = parcelOf(
  ...Array.from({ length: 40 }, (_, n) => noticeOf(n, n % 4 === 0 ? { type: 'CustodyOffered' } : {})),
);

describe('speaking to a webhook', () => {
  const address = { url: 'https://hook.example/x', secret: 'sixteen characters' };

  it('sends a CloudEvent in structured mode, known by the event’s own id', () => {
    const { url, headers, body } = FORMATS.webhook.message(parcelOf(noticeOf(1)), address, names, NOW);
    expect(url).toBe(address.url);
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(JSON.parse(body)).toEqual({
      specversion: '1.0',
      id: noticeOf(1).event,
      source: '/api/cases/case-1',
      type: 'gridcase.CaseReminded',
      subject: '2026-000001',
      time: '2026-03-02T02:00:00.000Z',
      datacontenttype: 'application/json',
      data: {
        type: 'CaseReminded',
        case: '/api/cases/case-1',
        caseId: 'case-1',
        number: '2026-000001',
        serviceType: { code: '050301', name: { en: 'Street light', zh: '路灯' } },
        urgency: 'ordinary',
        unit: { id: 'mill', name: { en: 'mill', zh: '磨坊支部' } },
        deadline: 'handle',
        rung: 'reminder',
        due: '2026-03-03T09:00:00.000Z',
        label: { en: 'Reminder before expiry', zh: '到期前提醒' },
        sentence: {
          en: 'Reminder before expiry: mill, due 2026-03-03 17:00 (handle)',
          zh: '到期前提醒：磨坊支部，办理期限 2026-03-03 17:00',
        },
      },
    });
  });

  it.each([
    ['as it is written', 'sixteen characters', Buffer.from('sixteen characters')],
    ['in base64', 'whsec_c2l4dGVlbiBjaGFyYWN0ZXJz', Buffer.from('sixteen characters')],
  ])('signs id, time and body with the secret %s', (_, secret, key) => {
    const { headers, body } = FORMATS.webhook.message(
      parcelOf(noticeOf(1)),
      { ...address, secret },
      names,
      NOW,
    );
    const signed = `${noticeOf(1).event}.${NOW / 1_000}.${body}`;
    expect(headers).toMatchObject({
      'webhook-id': noticeOf(1).event,
      'webhook-timestamp': String(NOW / 1_000),
      'webhook-signature': `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    });
  });

  it('sends one digest for many, with the counts, the first few cases and every event’s id', () => {
    const { headers, body } = FORMATS.webhook.message(many, address, names, NOW);
    const event = JSON.parse(body) as { id: string; type: string; data: Record<string, unknown[]> };
    expect(event).toMatchObject({
      id: PARCEL,
      type: 'gridcase.NoticeDigest',
      data: { count: 40, counts: { CaseReminded: 30, CustodyOffered: 10 } },
    });
    expect(headers['webhook-id']).toBe(PARCEL);
    expect([event.data['first']?.length, event.data['events']?.length]).toEqual([5, 40]);
  });

  it('has arrived with any 2xx', () => {
    const arrived = (status: number) => FORMATS.webhook.hasArrived({ status, text: '' });
    expect([200, 204, 299, 301, 400, 500].map(arrived)).toEqual([true, true, true, false, false, false]);
  });
});

describe('speaking to a WeCom robot', () => {
  const address = { url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k' };

  it('says it in Markdown', () => {
    const { url, body } = FORMATS.wecom.message(parcelOf(noticeOf(1)), address, names, NOW);
    expect(url).toBe(address.url);
    expect(JSON.parse(body)).toEqual({
      msgtype: 'markdown',
      markdown: { content: '**案件 2026-000001**\n路灯：到期前提醒：磨坊支部，办理期限 2026-03-03 17:00' },
    });
  });

  it('says a digest in few lines, and never more than the robot takes', () => {
    const { body } = FORMATS.wecom.message(many, address, names, NOW);
    const { markdown } = JSON.parse(body) as { markdown: { content: string } };
    const lines = markdown.content.split('\n');
    expect(lines.slice(0, 2)).toEqual(['**40 条通知，涉及 40 个案件**', '派单 10，提醒催办 30']);
    expect(lines.at(-1)).toBe('- 另有 35 个案件');
    const long = noticeOf(1, { details: { from: '长'.repeat(3_000), to: 'east' }, type: 'CustodyOffered' });
    const cut = JSON.parse(
      FORMATS.wecom.message(parcelOf(long), address, names, NOW).body,
    ) as typeof markdown & {
      markdown: { content: string };
    };
    expect(Buffer.byteLength(cut.markdown.content)).toBeLessThanOrEqual(4_096);
    expect(cut.markdown.content).not.toContain('\ufffd');
  });

  it.each([
    ['{"errcode":0,"errmsg":"ok"}', 200, true],
    ['{"errcode":45009,"errmsg":"api freq out of limit"}', 200, false],
    ['<html>', 200, false],
    ['{"errcode":0}', 500, false],
  ])('believes %s (%i): %p', (text, status, arrived) => {
    expect(FORMATS.wecom.hasArrived({ status, text })).toBe(arrived);
  });

  it('lets no name become markup', () => {
    const details = { from: '[点我](http://evil)', to: 'east' };
    const { body } = FORMATS.wecom.message(
      parcelOf(noticeOf(1, { details, type: 'CustodyOffered' })),
      address,
      names,
      NOW,
    );
    expect(body).not.toMatch(/\[点我\]/);
  });
});

describe('speaking to a DingTalk robot', () => {
  const url = 'https://oapi.dingtalk.com/robot/send?access_token=t';

  it('signs the moment with the secret, in the address', () => {
    const secret = 'SEC0123456789abcdef';
    const sent = FORMATS.dingtalk.message(parcelOf(noticeOf(1)), { url, secret }, names, NOW);
    const { searchParams } = new URL(sent.url);
    const sign = createHmac('sha256', secret).update(`${NOW}\n${secret}`).digest('base64');
    expect(Object.fromEntries(searchParams)).toEqual({ access_token: 't', timestamp: String(NOW), sign });
    expect(sent.url).toContain(encodeURIComponent(sign));
    expect(JSON.parse(sent.body)).toMatchObject({
      msgtype: 'markdown',
      markdown: { title: '案件 2026-000001' },
    });
  });

  it('does without a signature where the robot has no secret', () => {
    expect(FORMATS.dingtalk.message(parcelOf(noticeOf(1)), { url }, names, NOW).url).toBe(url);
  });
});

import { describe, expect, it } from '@jest/globals';
import { unitTreeOf, type UnitTree } from '#kernel';
import type { CaseCommand } from '../case.commands.js';
import { as, asSystem, given, life, NOW, stateAfter, text, units } from '../testing.js';
import { helpDone, helped, linked, rejected, reopenAsked, reopenedAt, withdrawn } from './testing.js';

const day = 86_400_000;

describe('asking to reopen a case', () => {
  const ask: CaseCommand = {
    type: 'RequestReopen',
    data: { grounds: 'not-solved', text: text('dark again') },
  };
  const newFacts: CaseCommand = { type: 'RequestReopen', data: { grounds: 'new-facts' } };

  it('is recorded with its grounds', () => {
    given(...life.closed)
      .when(ask, asSystem('resident'))
      .expectEvents({ type: 'ReopenRequested', data: { grounds: 'not-solved', text: text('dark again') } });
  });

  it('is possible for a case that was rejected or withdrawn', () => {
    given(...life.reported, rejected)
      .when(newFacts, asSystem('resident'))
      .expectEvents({ type: 'ReopenRequested', data: { grounds: 'new-facts' } });
    given(...life.held, withdrawn)
      .when(newFacts, as('lin'))
      .expectEvents({ type: 'ReopenRequested', data: { grounds: 'new-facts' } });
  });

  it('leaves the case final until somebody decides', () => {
    expect(stateAfter(...life.closed, reopenAsked)).toMatchObject({
      lifecycle: { stage: 'closed' },
      reopenRequested: true,
    });
  });

  it('changes nothing the second time', () => {
    given(...life.closed, reopenAsked)
      .when(ask, asSystem('resident'))
      .expectEvents();
  });

  it('is possible to the last moment of the window', () => {
    given(...life.closed)
      .when(ask, as('lin', 'town', { now: NOW + 30 * day }))
      .expectEvents({ type: 'ReopenRequested', data: { grounds: 'not-solved', text: text('dark again') } });
  });

  it('needs new facts after that', () => {
    const late = as('lin', 'town', { now: NOW + 30 * day + 1 });
    given(...life.closed)
      .when(ask, late)
      .expectRejection('reopen-window-over');
    given(...life.closed)
      .when(newFacts, late)
      .expectEvents({ type: 'ReopenRequested', data: { grounds: 'new-facts' } });
  });
});

describe('reopening a case', () => {
  const reopen: CaseCommand = { type: 'Reopen', data: { reason: text('seen on site') } };

  it('gives it back to the unit that handled', () => {
    given(...life.closed, reopenAsked)
      .when(reopen, as('chen'))
      .expectEvents(reopenedAt('mill', text('seen on site')));
    given(...life.closed, reopenAsked)
      .when(reopen, as('chen'))
      .expectState({
        lifecycle: { stage: 'handling' },
        custody: { holder: 'mill', chain: [] },
        reopenRequested: false,
        handlers: ['li'],
      });
  });

  it('calls every reporter again before it closes again', () => {
    expect(stateAfter(...life.closed, linked('case-2'), reopenAsked, reopenedAt('mill')).callBacks).toEqual({
      own: { attempts: 0, reached: false },
      'case-2': { attempts: 0, reached: false },
    });
  });

  it('lets helpers be called again', () => {
    const once = [...life.held, helped('fire'), helpDone('fire', 'fang'), withdrawn, reopenAsked];
    given(...once, reopenedAt('mill'))
      .when({ type: 'AddHelper', data: { unit: 'fire', task: text('task') } }, as('li'))
      .expectEvents(helped('fire'));
  });

  it('begins again with the report where it was never taken up', () => {
    expect(stateAfter(...life.reported, rejected, reopenAsked, reopenedAt('mill-1'))).toMatchObject({
      lifecycle: { stage: 'reported' },
      custody: { holder: 'mill-1' },
    });
  });

  it('goes to the nearest unit above that still stands', () => {
    const without: UnitTree = unitTreeOf(
      ['county', 'town', 'east', 'mill'].flatMap((id) => {
        const unit = units.unit(id);
        return unit ? [{ ...unit, open: id !== 'mill' }] : [];
      }),
    );
    given(...life.closed, reopenAsked)
      .when({ type: 'Reopen', data: {} }, as('chen', 'east', { units: without }))
      .expectEvents(reopenedAt('east'));
  });

  it('stays with the unit where the grid knows nothing of it any more', () => {
    given(...life.closed, reopenAsked)
      .when({ type: 'Reopen', data: {} }, as('chen', 'east', { units: unitTreeOf([]) }))
      .expectState({ custody: { holder: 'mill' } });
  });

  it('is refused when nobody asked', () => {
    given(...life.closed)
      .when(reopen, as('chen'))
      .expectRejection('no-reopen-request');
  });

  it('is refused the second time', () => {
    given(...life.closed, reopenAsked, reopenedAt('mill'))
      .when(reopen, as('chen'))
      .expectRejection('wrong-stage');
  });
});

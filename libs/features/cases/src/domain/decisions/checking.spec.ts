import { describe, it } from '@jest/globals';
import type { CaseEvent } from '../case.events.js';
import type { CaseCommand } from '../case.commands.js';
import { as, called, given, handled, life, text, verified } from '../testing.js';
import { linked } from './testing.js';

const words = text('still dark at night');
const rework = (reason: 'verification' | 'call-back'): CaseEvent => ({
  type: 'ReworkOrdered',
  data: { reason },
});
const duplicate = linked('case-2');

describe('verifying', () => {
  const verify: CaseCommand = { type: 'Verify', data: { ok: true } };
  const fail: CaseCommand = { type: 'Verify', data: { ok: false, findings: words } };

  it('leads to the call-back when the field check agrees', () => {
    given(...life.verifying)
      .when(verify, as('he'))
      .expectEvents(verified);
    given(...life.verifying)
      .when(verify, as('he'))
      .expectState({ lifecycle: { stage: 'calling-back' } });
  });

  it('orders rework when it does not, back at the unit that handled', () => {
    given(...life.verifying)
      .when(fail, as('he'))
      .expectEvents(
        { type: 'VerificationRecorded', data: { ok: false, findings: words } },
        rework('verification'),
      );
    given(...life.verifying)
      .when(fail, as('he'))
      .expectState({ lifecycle: { stage: 'handling' }, custody: { holder: 'mill' }, reworks: 1 });
  });

  it('is refused to who handled, to his deputy, and to the one a handler acted for', () => {
    given(...life.held, handled('he'))
      .when(verify, as('he'))
      .expectRejection('handler-not-allowed');
    given(...life.held, handled('zhou'))
      .when(verify, as('lu', 'east'))
      .expectRejection('handler-not-allowed');
    given(...life.held, handled('zhou', 'he'))
      .when(verify, as('he'))
      .expectRejection('handler-not-allowed');
  });

  it('lets the deputy of a handler verify in his own name when he had no part in it', () => {
    given(...life.held, handled('zhou'))
      .when(verify, as('lu'))
      .expectEvents(verified);
  });

  it('is refused the second time', () => {
    given(...life.callingBack)
      .when(verify, as('he'))
      .expectRejection('wrong-stage');
    given(...life.verifying, { type: 'VerificationRecorded', data: { ok: false } }, rework('verification'))
      .when(fail, as('he'))
      .expectRejection('wrong-stage');
  });
});

describe('calling back', () => {
  const call: CaseCommand = { type: 'CallBack', data: { reached: true, solved: true, satisfied: true } };

  it('records what the reporter said', () => {
    given(...life.callingBack)
      .when(call, as('guo'))
      .expectEvents(called('own'));
    given(...life.callingBack)
      .when(call, as('guo'))
      .expectState({ callBacks: { own: { attempts: 1, reached: true } } });
  });

  it('calls every reporter of the merged cases too', () => {
    given(...life.callingBack, duplicate)
      .when({ type: 'CallBack', data: { reporter: 'case-2', reached: false } }, as('guo'))
      .expectEvents(called('case-2', false));
  });

  it('may be repeated: each attempt is a fact of its own', () => {
    given(...life.callingBack, called('own', false))
      .when({ type: 'CallBack', data: { reached: false } }, as('guo'))
      .expectState({ callBacks: { own: { attempts: 2, reached: false } } });
  });

  it('orders rework when it is not solved and the officer says so; everyone is called again', () => {
    const unsolved = { reached: true, solved: false, satisfied: false, comment: words };
    const recorded: CaseEvent = { type: 'CallbackRecorded', data: { reporter: 'own', ...unsolved } };
    given(...life.callingBack)
      .when({ type: 'CallBack', data: { ...unsolved, rework: true } }, as('guo'))
      .expectEvents(recorded, rework('call-back'));
    given(...life.callingBack, duplicate, called('case-2'))
      .when({ type: 'CallBack', data: { ...unsolved, rework: true } }, as('guo'))
      .expectState({ callBacks: { own: { attempts: 0 }, 'case-2': { attempts: 0 } }, reworks: 1 });
    given(...life.callingBack)
      .when({ type: 'CallBack', data: unsolved }, as('guo'))
      .expectEvents(recorded);
  });

  it('orders no rework of what is solved', () => {
    given(...life.callingBack)
      .when(
        { type: 'CallBack', data: { reached: true, solved: true, satisfied: true, rework: true } },
        as('guo'),
      )
      .expectEvents(called('own'));
  });

  it('is refused without an answer of a reporter who was reached', () => {
    given(...life.callingBack)
      .when({ type: 'CallBack', data: { reached: true } }, as('guo'))
      .expectRejection('answer-missing');
  });

  it('is refused with an answer of a reporter who was not', () => {
    given(...life.callingBack)
      .when({ type: 'CallBack', data: { reached: false, solved: false, rework: true } }, as('guo'))
      .expectRejection('answer-unheard');
    given(...life.callingBack)
      .when({ type: 'CallBack', data: { reached: false, satisfied: true } }, as('guo'))
      .expectRejection('answer-unheard');
  });

  it.each(['case-9', 'constructor'])('is refused for a reporter who is none: %s', (reporter) => {
    given(...life.callingBack)
      .when({ type: 'CallBack', data: { reporter, reached: false } }, as('guo'))
      .expectRejection('unknown-reporter');
  });

  it('is refused to who handled and to his unit', () => {
    given(...life.held, handled('guo'), verified)
      .when(call, as('guo'))
      .expectRejection('handler-not-allowed');
    given(...life.accepted, handled('chen'), verified)
      .when(call, as('guo'))
      .expectRejection('own-unit');
    given(...life.accepted, handled('chen'), verified)
      .when(call, as('ma'))
      .expectEvents(called('own'));
  });
});

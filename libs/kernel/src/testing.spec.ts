import { describe, expect, it } from '@jest/globals';
import type { Decider } from './decider.js';
import { unreachable } from './decider.js';
import type { Message } from './message.js';
import { message } from './message.js';
import { rejectionsOf } from './rejection.js';
import { specificationOf } from './testing.js';

type Lamp = 'off' | 'on';
type Switched = Message<'LampSwitchedOn'> | Message<'LampSwitchedOff'>;
type Command = 'switch-on' | 'switch-off';

const on: Switched = message('LampSwitchedOn', {});
const off: Switched = message('LampSwitchedOff', {});
const refuse = rejectionsOf({ 'no-power': ['conflict', 'There is no power.', '没有电。'] });

const lamp: Decider<Command, Lamp, Switched, { powered: boolean }> = {
  initialState: 'off',
  decide(command, state, { powered }) {
    if (!powered) throw refuse('no-power');
    const wanted = command === 'switch-on' ? 'on' : 'off';
    if (state === wanted) return [];
    return [wanted === 'on' ? on : off];
  },
  evolve: (_, event) => (event.type === 'LampSwitchedOn' ? 'on' : 'off'),
};

const { given } = specificationOf(lamp, { powered: true });

describe('specifying a decider', () => {
  it('sees the events that a command leads to', () => {
    given().when('switch-on').expectEvents(on);
    expect(() => given().when('switch-on').expectEvents(off)).toThrow();
    expect(() => given().when('switch-on').expectEvents()).toThrow();
  });

  it('folds the history first', () => {
    given(on).when('switch-on').expectEvents();
    given(on, off).when('switch-on').expectEvents(on);
  });

  it('sees the state after the command', () => {
    const nested: Decider<Command, { lamp: Lamp }, Switched, unknown> = {
      initialState: { lamp: 'off' },
      decide: () => [on],
      evolve: (_, event) => ({ lamp: lamp.evolve('off', event) }),
    };
    const { given: givenNested } = specificationOf(nested, undefined);

    givenNested().when('switch-on').expectState({ lamp: 'on' });
    expect(() => givenNested().when('switch-on').expectState({ lamp: 'off' })).toThrow();
  });

  it('sees a refusal by its code, and tells it from acceptance', () => {
    given().when('switch-on', { powered: false }).expectRejection('no-power');
    expect(() => given().when('switch-on').expectRejection('no-power')).toThrow();
  });

  it('lets an error that is no refusal through', () => {
    const broken = { ...lamp, decide: () => unreachable('switch-on' as never) };
    const { given: givenBroken } = specificationOf(broken, { powered: true });

    expect(() => givenBroken().when('switch-on').expectRejection('no-power')).toThrow(
      'unreachable: "switch-on"',
    );
  });
});

import { describe, it } from '@jest/globals';
import type { CaseCommandType } from '../case.commands.js';
import { onEveryWalk } from './testing.js';

/** Each of these is a fact of its own each time; that one request is not taken for two is the command id's business. */
const EACH_TIME_A_NEW_FACT: readonly CaseCommandType[] = [
  'AddNote',
  'CallBack',
  'RecordFirstContact',
  'CommentOnSupervision',
  'RaiseSupervision',
  'DecideShelving',
];

describe('giving the same command again', () => {
  it('has no second effect, but for notes, comments, call-backs and what is said by several in turn', () => {
    onEveryWalk(function* (world) {
      for (const { command, events, again } of world.attempts) {
        const repeats = EACH_TIME_A_NEW_FACT.includes(command.type);
        if (events.length > 0 && again.events.length > 0 && !repeats) yield { command, again: again.events };
      }
    });
  });

  it('gets the same answer as long as nothing has happened', () => {
    onEveryWalk(function* (world) {
      for (const { command, events, refusal, again } of world.attempts) {
        if (events.length === 0 && again.refusal?.code !== refusal?.code) yield { command, refusal, again };
      }
    });
  });
});

describe('deciding', () => {
  it('works on frozen states, commands and events: it changes none of them', () => {
    onEveryWalk(function* (world) {
      for (const { before, after, command, events } of world.attempts) {
        if (![before, after, command, ...events].every(Object.isFrozen)) yield command;
      }
    });
  });
});

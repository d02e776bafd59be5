import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import { as, given, life, stateAfter } from '../testing.js';
import { childOf, splitInto, withdrawn } from './testing.js';

describe('splitting a case', () => {
  const splitOff = (...ids: readonly string[]): CaseCommand => ({
    type: 'Split',
    data: { children: ids.map((id) => childOf(id)) },
  });

  it('names the children and what they inherit; the case itself goes on', () => {
    given(...life.held)
      .when(splitOff('case-8', 'case-9'), as('li'))
      .expectEvents(splitInto(childOf('case-8'), childOf('case-9')));
    given(...life.held)
      .when(splitOff('case-8'), as('li'))
      .expectState({ children: ['case-8'], lifecycle: { stage: 'handling' }, custody: { holder: 'mill' } });
  });

  it('changes nothing the second time', () => {
    given(...life.held, splitInto(childOf('case-8')))
      .when(splitOff('case-8'), as('li'))
      .expectEvents();
  });

  it('files only the children that are new', () => {
    given(...life.held, splitInto(childOf('case-8')))
      .when(splitOff('case-8', 'case-9'), as('li'))
      .expectEvents(splitInto(childOf('case-9')));
  });

  it('is refused for more than five children in all', () => {
    given(...life.held, splitInto(childOf('a'), childOf('b'), childOf('c')))
      .when(splitOff('d', 'e'), as('li'))
      .expectEvents(splitInto(childOf('d'), childOf('e')));
    given(...life.held, splitInto(childOf('a'), childOf('b'), childOf('c')))
      .when(splitOff('d', 'e', 'f'), as('li'))
      .expectRejection('too-many-children');
  });

  it('is refused for a unit that does not stand or a service type nobody has heard of', () => {
    given(...life.held)
      .when({ type: 'Split', data: { children: [childOf('d', { unit: 'old-mill' })] } }, as('li'))
      .expectRejection('unknown-unit');
    given(...life.held)
      .when({ type: 'Split', data: { children: [childOf('d', { serviceType: 'x' })] } }, as('li'))
      .expectRejection('unknown-service-type');
  });

  it('never touches the children when the case ends', () => {
    const { children } = stateAfter(...life.held, splitInto(childOf('case-8')), withdrawn);
    expect(children).toEqual(['case-8']);
  });
});

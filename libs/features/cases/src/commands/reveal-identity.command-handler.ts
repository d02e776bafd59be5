import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type CommandMeta } from '#event-store';
import { Directory } from '#identity';
import type { Actor, Position, UnitTree, WhoMay } from '#kernel';
import { Vault } from '#privacy';
import type { ReportedCase } from '../domain/case.events.js';
import { isOpen, type ExistingCase } from '../domain/case.state.js';
import { HOLDING } from '../domain/power-list.js';
import { mayRevealIdentity } from '../domain/powers.js';
import { refuse } from '../domain/rejections.js';
import { seatsOf } from '../domain/seats.js';
import { caseCodec, caseStream, firstCaseOf, identityStream } from '../streams.js';
import { RevealIdentity, type RevealedIdentity } from './case-desk.commands.js';
import { CaseDesk } from './case-desk.js';
import { PrivacyStreams } from './privacy-streams.js';

/** The look is in the log before the contact is in anybody's hands. */
@CommandHandler(RevealIdentity)
export class RevealIdentityHandler implements ICommandHandler<RevealIdentity> {
  constructor(
    private readonly desk: CaseDesk,
    private readonly looks: PrivacyStreams,
    private readonly store: EventStore,
    private readonly directory: Directory,
    private readonly vault: Vault,
  ) {}

  async execute({ caseId, purpose, meta }: RevealIdentity): Promise<RevealedIdentity> {
    this.desk.admit(meta);
    const { state, revision } = await this.desk.found(caseId, meta);
    const actor = await this.actorFor(await this.handledAs(state), meta);
    const { unit, role } = actor;
    const { ifRevision: _, ...asked } = meta;
    const { position } = await this.looks.handle(identityStream(state.reporter), asked, () => ({
      actor,
      events: [{ type: 'IdentityRevealed', data: { caseId, purpose, unit, role } }],
    }));
    return { revision, position, ...(await this.identityOf(caseId, state)) };
  }

  /** A merged case is handled where it went: those who call back there call its reporter too. */
  private async handledAs(state: ExistingCase): Promise<ExistingCase> {
    const seen = new Set<string>();
    let found = state;
    while (found.lifecycle.stage === 'merged' && !seen.has(found.lifecycle.into)) {
      seen.add(found.lifecycle.into);
      const target = await this.desk.stateOf(found.lifecycle.into);
      if (target === 'none') break;
      found = target;
    }
    return found;
  }

  private async actorFor(state: ExistingCase, { by }: CommandMeta): Promise<Actor & Position> {
    const positions = by.kind === 'person' ? await this.directory.positionsOf(by.id) : [];
    const units = await this.directory.units();
    const found = positions.find((held) => mayRevealIdentity(held, state, units));
    if (by.kind === 'person' && found) return { id: by.id, ...found };
    throw refuse('not-permitted', {
      whoMay: whoMayReveal(state, units),
      details: { rule: 'RevealIdentity' },
    });
  }

  /** A part that was split off has its own narrative; its reporter's contact came with the first case. */
  private async identityOf(
    caseId: string,
    { reporter }: ExistingCase,
  ): Promise<Pick<RevealedIdentity, 'contact' | 'narrative'>> {
    const own = await this.reportOf(caseId);
    const first = firstCaseOf(reporter) === caseId ? own : await this.reportOf(firstCaseOf(reporter));
    const narrative = await this.vault.open(own.narrative);
    const contact = first.contact && (await this.vault.open(first.contact));
    return { ...(contact && { contact }), ...(narrative && { narrative }) };
  }

  private async reportOf(caseId: string): Promise<ReportedCase> {
    const [first] = await this.store.readStream(caseStream(caseId), { limit: 1 });
    if (!first) throw refuse('case-not-found');
    return caseCodec.decode(first).data as ReportedCase;
  }
}

function whoMayReveal(state: ExistingCase, units: UnitTree): readonly WhoMay[] {
  if (!isOpen(state)) return [];
  const accepting = state.acceptedBy ?? state.origin;
  const callers =
    state.lifecycle.stage === 'calling-back'
      ? seatsOf(['call-back-officer'], accepting, 'there-or-above', units)
      : [];
  const unmasked = HOLDING.filter((role) => role !== 'external-liaison');
  return [...seatsOf(unmasked, state.custody.holder, 'there', units), ...callers];
}

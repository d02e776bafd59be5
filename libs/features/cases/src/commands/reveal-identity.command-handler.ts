import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type CommandMeta } from '#event-store';
import { Directory } from '#identity';
import type { Position } from '#kernel';
import { Vault } from '#privacy';
import type { ReportedCase } from '../domain/case.events.js';
import { isOpen, type ExistingCase } from '../domain/case.state.js';
import { mayRevealIdentity } from '../domain/powers.js';
import { refuse } from '../domain/rejections.js';
import { RevealIdentity, type RevealedIdentity } from './case-desk.commands.js';
import { caseCodec, caseStream, CaseStreams } from './case.streams.js';
import { identityStream, PrivacyStreams } from './privacy.streams.js';

/** The look is in the log before the contact is in anybody's hands. */
@CommandHandler(RevealIdentity)
export class RevealIdentityHandler implements ICommandHandler<RevealIdentity> {
  constructor(
    private readonly cases: CaseStreams,
    private readonly looks: PrivacyStreams,
    private readonly store: EventStore,
    private readonly directory: Directory,
    private readonly vault: Vault,
  ) {}

  async execute({ caseId, purpose, meta }: RevealIdentity): Promise<RevealedIdentity> {
    const { state } = await this.cases.load(caseStream(caseId));
    if (state === 'none') throw refuse('case-not-found');
    const { unit, role } = await this.positionFor(state, meta);
    const actor = { id: meta.by.kind === 'person' ? meta.by.id : meta.by.role, unit, role };
    const answer = await this.looks.handle(identityStream(caseId), meta, () => ({
      actor,
      events: [{ type: 'IdentityRevealed', data: { caseId, purpose, unit, role } }],
    }));
    return { ...answer, ...(await this.identityOf(caseId)) };
  }

  private async positionFor(state: ExistingCase, { by }: CommandMeta): Promise<Position> {
    const positions = by.kind === 'person' ? await this.directory.positionsOf(by.id) : [];
    const units = await this.directory.units();
    const found = positions.find((held) => mayRevealIdentity(held, state, units));
    if (found) return found;
    const holder = state.custody.holder;
    const whoMay = isOpen(state) ? [{ role: 'holder', unit: holder }] : [];
    throw refuse('not-permitted', { whoMay, details: { rule: 'RevealIdentity' } });
  }

  private async identityOf(caseId: string): Promise<Pick<RevealedIdentity, 'contact' | 'narrative'>> {
    const [first] = await this.store.readStream(caseStream(caseId), { limit: 1 });
    if (!first) throw refuse('case-not-found');
    const data = caseCodec.decode(first).data as ReportedCase;
    const narrative = await this.vault.open(data.narrative);
    const contact = data.contact && (await this.vault.open(data.contact));
    return { ...(contact && { contact }), ...(narrative && { narrative }) };
  }
}

import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '#event-store';
import { Directory } from '#identity';
import { isWithin, type Actor } from '#kernel';
import { Vault } from '#privacy';
import type { ExistingCase } from '../domain/case.state.js';
import { refuse } from '../domain/rejections.js';
import { seatsOf } from '../domain/seats.js';
import { privacyStream } from '../streams.js';
import { EraseSubject } from './case-desk.commands.js';
import { CaseDesk } from './case-desk.js';
import { PrivacyStreams } from './privacy-streams.js';

/** The fact first, then the deed: a crash in between leaves a fact that `ErasureProcess` acts on again. */
@CommandHandler(EraseSubject)
export class EraseSubjectHandler implements ICommandHandler<EraseSubject> {
  constructor(
    private readonly desk: CaseDesk,
    private readonly erasures: PrivacyStreams,
    private readonly directory: Directory,
    private readonly vault: Vault,
  ) {}

  async execute({ subject: named, meta }: EraseSubject): Promise<CommandAnswer> {
    this.desk.admit(meta);
    const [kind, caseId = ''] = named.split(':');
    if ((kind !== 'case' && kind !== 'reporter') || caseId === '') throw refuse('case-not-found');
    const { state, revision } = await this.desk.found(caseId, meta);
    // A part that was split off has the reporter of the first case.
    const subject = kind === 'reporter' ? state.reporter : named;
    const actor = await this.actorFor(state, meta);
    const { ifRevision: _, ...asked } = meta;
    const { position } = await this.erasures.handle(privacyStream(subject), asked, ({ state: times }) => ({
      actor,
      events: times > 0 ? [] : [{ type: 'SubjectKeyDestroyed', data: { subject } }],
    }));
    await this.vault.destroy(subject);
    return { revision, position };
  }

  private async actorFor(state: ExistingCase, { by }: CommandMeta): Promise<Actor> {
    const rule = { details: { rule: 'EraseSubject' } };
    if (by.kind === 'system') {
      if (by.role === 'operator' || by.role === 'process') return { id: by.role, role: by.role };
      throw refuse('not-permitted', { whoMay: [{ role: 'operator' }], ...rule });
    }
    const units = await this.directory.units();
    const positions = await this.directory.positionsOf(by.id);
    const found = positions.find(
      ({ role, unit }) => role === 'data-officer' && isWithin(units, state.origin, unit),
    );
    if (found) return { id: by.id, ...found };
    throw refuse('not-permitted', {
      whoMay: seatsOf(['data-officer'], state.origin, 'there-or-above', units),
      ...rule,
    });
  }
}

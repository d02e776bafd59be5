import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '#event-store';
import { Directory } from '#identity';
import { isWithin, type Actor } from '#kernel';
import { Vault } from '#privacy';
import { refuse } from '../domain/rejections.js';
import { EraseSubject } from './case-desk.commands.js';
import { caseStream, CaseStreams } from './case.streams.js';
import { privacyStream, PrivacyStreams } from './privacy.streams.js';

/** The fact first, then the deed: a crash in between leaves a fact that `ErasureProcess` acts on again. */
@CommandHandler(EraseSubject)
export class EraseSubjectHandler implements ICommandHandler<EraseSubject> {
  constructor(
    private readonly cases: CaseStreams,
    private readonly erasures: PrivacyStreams,
    private readonly directory: Directory,
    private readonly vault: Vault,
  ) {}

  async execute({ subject, meta }: EraseSubject): Promise<CommandAnswer> {
    const actor = await this.actorFor(subject, meta);
    const answer = await this.erasures.handle(privacyStream(subject), meta, ({ state: times }) => ({
      actor,
      events: times > 0 ? [] : [{ type: 'SubjectKeyDestroyed', data: { subject } }],
    }));
    await this.vault.destroy(subject);
    return answer;
  }

  private async actorFor(subject: string, { by }: CommandMeta): Promise<Actor> {
    const [kind, caseId = ''] = subject.split(':');
    const { state } = await this.cases.load(caseStream(caseId));
    if (state === 'none' || (kind !== 'case' && kind !== 'reporter')) throw refuse('case-not-found');
    if (by.kind === 'system') return { id: by.role, role: by.role };
    const units = await this.directory.units();
    const positions = await this.directory.positionsOf(by.id);
    const found = positions.find(
      ({ role, unit }) => role === 'data-officer' && isWithin(units, state.origin, unit),
    );
    if (found) return { id: by.id, role: found.role, unit: found.unit };
    const [root] = units.pathOf(state.origin);
    const whoMay = root === undefined ? [] : [{ role: 'data-officer', unit: root }];
    throw refuse('not-permitted', { whoMay, details: { rule: 'EraseSubject' } });
  }
}

import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidV5, type CommandAnswer, type CommandMeta } from '#event-store';
import type { ServiceType } from '#kernel';
import { KeyedDigests, receiptHashOf, Vault } from '#privacy';
import { checkFields } from '../domain/extra-fields.js';
import { caseStream } from '../streams.js';
import { DecideCase } from './case-desk.commands.js';
import { CaseDesk } from './case-desk.js';
import { CaseSealing, type CaseNames } from './case-sealing.js';
import { CaseStreams } from './case-streams.js';
import type { ClearCaseCommand } from './clear-case.commands.js';

/** Load → authorise → decide → seal → append, for every case command. */
@CommandHandler(DecideCase)
export class DecideCaseHandler implements ICommandHandler<DecideCase> {
  constructor(
    private readonly streams: CaseStreams,
    private readonly desk: CaseDesk,
    private readonly vault: Vault,
    private readonly digests: KeyedDigests,
  ) {}

  async execute({ caseId, command, meta }: DecideCase): Promise<CommandAnswer> {
    this.desk.admit(meta);
    return this.streams.handle(caseStream(caseId), meta, async ({ state }) => {
      const rules = await this.desk.rulesFor(command, state);
      if (meta.by.kind === 'person') answersIn(command, rules.types);
      const sealing = new CaseSealing(rules.types);
      const enveloped = sealing.envelop(command, state, this.namesFor(caseId, command, meta));
      const decision = await this.desk.decide(caseId, enveloped, state, meta, rules);
      await sealing.seal(decision.events, this.vault);
      return decision;
    });
  }

  private namesFor(caseId: string, command: ClearCaseCommand, { commandId }: CommandMeta): CaseNames {
    const hashOf = (id: string) => receiptHashOf(this.digests.receiptCodeOf(id));
    const files = command.type === 'ReportCase' || command.type === 'SettleOnSpot';
    const split = command.type === 'Split' ? command.data.children : [];
    const children = split.map((_, index) => {
      const id = uuidV5(`child ${index}`, commandId);
      return { caseId: id, receiptHash: hashOf(id) };
    });
    return { caseId, receiptHash: files ? hashOf(caseId) : '', children };
  }
}

/** What people report answers what its service type asks; a file knows nothing of that. @throws Rejection */
function answersIn({ type, data }: ClearCaseCommand, types: ReadonlyMap<string, ServiceType>): void {
  if (type !== 'ReportCase' && type !== 'SettleOnSpot') return;
  const asked = types.get(data.serviceType);
  if (asked) checkFields(asked, data.fields);
}

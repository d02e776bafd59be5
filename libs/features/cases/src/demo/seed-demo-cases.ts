import type { CommandBus } from '@nestjs/cqrs';
import { uuidV5 } from '#event-store';
import { DecideCase } from '../commands/case-desk.commands.js';
import type { ClearCaseCommand } from '../commands/clear-case.commands.js';
import { DEMO_GROUP, demoCases, type DemoActor, type DemoCase } from './demo-cases.js';

/** Namespace of the demo's ids: the same deed is the same command at every start. */
const DEMO = '2b6c1c58-8a1e-4a0c-9f1c-6f3b1e0a7d52';

export interface DemoCasesOptions {
  readonly commandBus: CommandBus;
  /** Person id of a demo account, by its sign-in. */
  readonly personOf: (signIn: DemoActor) => string;
  /** Milliseconds. */
  readonly now: number;
}

/** Files the demo county's cases and leads each as far as its story goes, by the same commands as everybody. */
export async function seedDemoCases({ commandBus, personOf, now }: DemoCasesOptions): Promise<void> {
  for (const each of demoCases(now)) {
    const caseId = uuidV5(each.key, DEMO);
    const steps = [['grid1', reportOf(each)] as const, ...each.steps];
    for (const [index, [who, command]] of steps.entries()) {
      const commandId = uuidV5(`${each.key} ${index}`, DEMO);
      const by = { kind: 'person', id: personOf(who) } as const;
      await commandBus.execute(new DecideCase(caseId, command, { commandId, fingerprint: 'demo', by }));
    }
  }
}

function reportOf({ serviceType, summary, fields }: DemoCase): ClearCaseCommand {
  const narrative = { summary };
  const answers = fields && { fields };
  return {
    type: 'ReportCase',
    data: { serviceType, unit: DEMO_GROUP, channel: 'grid', narrative, ...answers },
  };
}

import { Injectable } from '@nestjs/common';
import { Calendars } from '#calendar/messages';
import { Catalogues } from '#catalogue/messages';
import { Directory } from '#identity';
import {
  Rejection,
  STAGE_NAMES,
  type Bilingual,
  type CalendarBook,
  type RuleBook,
  type Rules,
  type StageName,
  type UnitTree,
} from '#kernel';
import type { Notice } from './notice.js';

/** Where a rung stands: in the rules of a case, on the ladder of one of its limits. */
export type RungPlace = Pick<Notice, 'rules' | 'serviceType'> & {
  readonly deadline?: string;
  readonly rung?: string;
};

/** What things are called, as it stands now. */
export class Names {
  constructor(
    private readonly units: UnitTree,
    private readonly calendars: CalendarBook,
    private readonly rules: RuleBook | undefined,
  ) {}

  unit(id: string): Bilingual {
    return this.units.unit(id)?.name ?? { en: id, zh: id };
  }

  service({ rules, serviceType }: RungPlace): Bilingual {
    return this.rulesAt(rules)?.types.get(serviceType)?.name ?? { en: serviceType, zh: serviceType };
  }

  /** What people here call a rung (催办, 黄牌 …); undefined where the catalogue has no word for it. */
  rung({ rules: hash, serviceType, deadline, rung }: RungPlace): Bilingual | undefined {
    const rules = this.rulesAt(hash);
    if (!rules || deadline === undefined || rung === undefined) return undefined;
    const ladders = [
      rules.limitOf(serviceType, stageOf(deadline))?.ladder,
      deadline === 'handle' ? rules.limitOf(serviceType, 'reopened')?.ladder : undefined,
      rules.types.get(serviceType)?.steps.find(({ code }) => deadline === `step-${code}`)?.ladder,
    ];
    const rungs = ladders.flatMap((ladder) => rules.ladder(ladder));
    return rungs.find(({ code }) => code === rung)?.label;
  }

  /** The wall clock of a unit. */
  zone(unit: string): string {
    return this.calendars.for(this.units.pathOf(unit)).zone;
  }

  private rulesAt(hash: string | undefined): Rules | undefined {
    return (hash !== undefined && this.rules?.at(hash)) || this.rules?.current;
  }
}

@Injectable()
export class NameBook {
  constructor(
    private readonly directory: Directory,
    private readonly calendars: Calendars,
    private readonly catalogues: Catalogues,
  ) {}

  async now(): Promise<Names> {
    return new Names(await this.directory.units(), await this.calendars.book(), await this.rules());
  }

  /** Before a catalogue is published there are no names, and no less to tell. */
  private async rules(): Promise<RuleBook | undefined> {
    try {
      return await this.catalogues.book();
    } catch (error) {
      if (error instanceof Rejection) return undefined;
      throw error;
    }
  }
}

/** `helper-<unit>` is a helper's part; `step-<code>` has its ladder with its step, and any stage may be asked for it. */
function stageOf(deadline: string): StageName {
  if (deadline.startsWith('helper-')) return 'helper';
  return STAGE_NAMES.find((stage) => stage === deadline) ?? 'handle';
}

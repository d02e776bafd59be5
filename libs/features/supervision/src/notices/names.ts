import { Injectable } from '@nestjs/common';
import { Calendars } from '#calendar/messages';
import { rungLabel, stepOf } from '#cases/messages';
import { Catalogues, STAGE_WORDS } from '#catalogue/messages';
import { Directory } from '#identity';
import {
  Rejection,
  type Bilingual,
  type CalendarBook,
  type RuleBook,
  type Rules,
  type StageName,
  type UnitTree,
} from '#kernel';
import type { Notice } from './notice.js';

/** Where a rung stands: in the rules of a case, on the ladder of one of its limits. */
type RungPlace = Pick<Notice, 'rules' | 'serviceType'> & {
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

  /** What a limit is called: a stage, a helper's part, or one of several dates of the matter; else by its own word. */
  limit(deadline: string, { rules: hash, serviceType }: RungPlace): Bilingual {
    if (Object.hasOwn(STAGE_WORDS, deadline)) return STAGE_WORDS[deadline as StageName];
    if (deadline.startsWith('helper-')) {
      const { en, zh } = this.unit(deadline.slice('helper-'.length));
      return { en: `help by ${en}`, zh: `${zh}协办` };
    }
    const rules = this.rulesAt(hash);
    return (rules && stepOf(rules, serviceType, deadline)?.name) ?? { en: deadline, zh: deadline };
  }

  /** What people here call a rung (催办, 黄牌 …); undefined where the catalogue has no word for it. */
  rung({ rules: hash, serviceType, deadline, rung }: RungPlace): Bilingual | undefined {
    const rules = this.rulesAt(hash);
    if (!rules || deadline === undefined || rung === undefined) return undefined;
    return rungLabel(rules, serviceType, deadline, rung);
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

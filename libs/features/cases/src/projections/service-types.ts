import { Inject, Injectable } from '@nestjs/common';
import { Catalogues } from '#catalogue/messages';
import type { Bilingual, ServiceType } from '#kernel';

/** What a case can be about, as the catalogue has it now. */
@Injectable()
export class ServiceTypes {
  constructor(@Inject(Catalogues) private readonly catalogues: Pick<Catalogues, 'book'>) {}

  async all(): Promise<ReadonlyMap<string, ServiceType>> {
    return (await this.catalogues.book()).current.types;
  }

  /** From a code to its name; a code that the catalogue has no more stands for itself. */
  async names(): Promise<(code: string) => Bilingual> {
    const types = await this.all();
    return (code) => types.get(code)?.name ?? { en: code, zh: code };
  }
}

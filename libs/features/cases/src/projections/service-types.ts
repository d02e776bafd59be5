import { Inject, Injectable } from '@nestjs/common';
import { Catalogues } from '#catalogue/messages';
import type { Bilingual, Rules } from '#kernel';

/** What a case can be about, as the catalogue has it now. */
@Injectable()
export class ServiceTypes {
  constructor(@Inject(Catalogues) private readonly catalogues: Pick<Catalogues, 'book'>) {}

  async rules(): Promise<Rules> {
    return (await this.catalogues.book()).current;
  }

  async names(): Promise<(code: string) => Bilingual> {
    return serviceNamesIn(await this.rules());
  }
}

/** From a code to its name; a code that the catalogue has no more stands for itself. */
export function serviceNamesIn(rules: Rules | undefined): (code: string) => Bilingual {
  return (code) => rules?.types.get(code)?.name ?? { en: code, zh: code };
}

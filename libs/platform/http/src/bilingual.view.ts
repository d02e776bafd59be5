import { ApiProperty } from '@nestjs/swagger';
import type { Bilingual } from '#kernel';

/** Words that people read, in both languages. */
export class BilingualView implements Bilingual {
  @ApiProperty()
  en!: string;

  @ApiProperty()
  zh!: string;
}

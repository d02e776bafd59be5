import { ApiProperty } from '@nestjs/swagger';
import type { Contact, Narrative } from '../domain/case.events.js';

/** What every command answers, with an `ETag` of the revision. */
export class CaseAnswer {
  @ApiProperty({ format: 'uuid' })
  caseId!: string;

  @ApiProperty({ description: 'Of the stream’s last event, from 0; the value of the ETag.' })
  revision!: number;

  @ApiProperty({ description: 'For `atLeast`: a query that carries it sees what this command did.' })
  position!: string;
}

export class FiledAnswer extends CaseAnswer {
  @ApiProperty({
    description: 'To be handed to the reporter; it is kept nowhere.',
    example: '7H2K-9QRD-MX4T-0B6V',
  })
  receiptCode!: string;
}

export class RevealedAnswer extends CaseAnswer {
  @ApiProperty({ type: Object, nullable: true, description: 'Null: never given, or erased.' })
  contact!: Contact | null;

  @ApiProperty({ type: Object, nullable: true, description: 'Null: erased.' })
  narrative!: Narrative | null;
}

import { ApiProperty } from '@nestjs/swagger';
import type { ServiceType } from '#kernel';
import { ServiceTypeNameView } from './case.view.js';

export class ServiceTypeView extends ServiceTypeNameView {
  @ApiProperty()
  urgency!: string;

  @ApiProperty({ type: [String], description: 'Roles that may settle it at once 随手办.' })
  onSpot!: readonly string[];

  @ApiProperty({ description: 'Is the reporter’s identity protected unless said otherwise?' })
  identityProtected!: boolean;

  @ApiProperty({ type: [Object], description: 'Further questions; a mandatory one says why.' })
  fields!: ServiceType['fields'];
}

export class ServiceTypesView {
  @ApiProperty({ type: [ServiceTypeView] })
  serviceTypes!: readonly ServiceTypeView[];
}

export function serviceTypeView({
  code,
  name,
  urgency,
  onSpot,
  identityProtected,
  fields,
}: ServiceType): ServiceTypeView {
  return { code, name, urgency, onSpot, identityProtected, fields };
}

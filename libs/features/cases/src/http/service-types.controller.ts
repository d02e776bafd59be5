import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ServiceTypes } from '../projections/service-types.js';
import { serviceTypeView, ServiceTypesView } from './service-type.view.js';

@ApiTags('service types')
@Controller('api/service-types')
export class ServiceTypesController {
  constructor(private readonly serviceTypes: ServiceTypes) {}

  @Get()
  @ApiOkResponse({ type: ServiceTypesView })
  @ApiOperation({ summary: 'What a case can be about 事项类别' })
  async all(): Promise<ServiceTypesView> {
    return { serviceTypes: [...(await this.serviceTypes.rules()).types.values()].map(serviceTypeView) };
  }
}

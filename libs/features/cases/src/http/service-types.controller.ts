import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SERVICE_TYPES } from '../domain/service-types.js';
import { ServiceTypesView } from './case.view.js';

@ApiTags('service types')
@Controller('api/service-types')
export class ServiceTypesController {
  @Get()
  @ApiOkResponse({ type: ServiceTypesView })
  @ApiOperation({ summary: 'What a case can be about 事项类别' })
  all(): ServiceTypesView {
    return { serviceTypes: [...SERVICE_TYPES.values()] };
  }
}

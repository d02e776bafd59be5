import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { SERVICE_TYPES, type ServiceType } from '../domain/service-types.js';

@ApiTags('service types')
@Controller('api/service-types')
export class ServiceTypesController {
  @Get()
  @ApiOperation({ summary: 'What a case can be about 事项类别' })
  all(): { readonly serviceTypes: readonly ServiceType[] } {
    return { serviceTypes: [...SERVICE_TYPES.values()] };
  }
}

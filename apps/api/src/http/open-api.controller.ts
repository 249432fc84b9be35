import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '@onething/identity';
import { OpenApiDocument } from './open-api';

@ApiExcludeController()
@Controller()
export class OpenApiController {
  constructor(private readonly openApi: OpenApiDocument) {}

  @Get('openapi.json')
  @Requires('openapi.read')
  getOpenApi(): object {
    return this.openApi.document;
  }
}

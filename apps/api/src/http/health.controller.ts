import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '@onething/identity';
import { Database } from '@onething/persistence';
import { HealthDto } from './health.dto';

const ASK = { name: 'api.health', text: 'SELECT 1 AS one' };

@ApiTags('operation')
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('health.read')
  @ApiOperation({ summary: 'Is the platform at work? 503 when its database does not answer' })
  @ApiOkResponse({ type: HealthDto })
  async getHealth(): Promise<HealthDto> {
    await this.database.query(ASK, []);
    return { status: 'ok' };
  }
}

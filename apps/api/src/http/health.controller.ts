import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '@onething/identity';
import { Database } from '@onething/persistence';
import { HealthDto, ReadinessDto } from './health.dto';
import { Readiness } from './readiness';

const ASK = { name: 'api.health', text: 'SELECT 1 AS one' };

@ApiTags('operation')
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database, private readonly readiness: Readiness) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('health.read')
  @ApiOperation({ summary: 'Is the platform at work? 503 when its database does not answer' })
  @ApiOkResponse({ type: HealthDto })
  async getHealth(): Promise<HealthDto> {
    await this.database.query(ASK, []);
    return { status: 'ok' };
  }

  @Get('live')
  @Header('Cache-Control', 'no-store')
  @Requires('health.read')
  @ApiOperation({ summary: 'Does the process answer? Asks nothing else: restart it when it does not' })
  @ApiOkResponse({ type: HealthDto })
  getLive(): HealthDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @Requires('health.read')
  @ApiOperation({ summary: 'Should requests be sent here? 503 when database, migrations or object store are missing, and before the process stops' })
  @ApiOkResponse({ type: ReadinessDto })
  async getReady(): Promise<ReadinessDto> {
    return { status: 'ready', checks: await this.readiness.check() };
  }
}

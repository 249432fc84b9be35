import { Controller, Get, Header, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { ProgressReader } from './progress-reader';
import { ProgressDto } from './progress.dto';

/** How a case stands, in plain words. */
@ApiTags('cases')
@ApiBearerAuth()
@Controller('cases/:caseId/progress')
export class ProgressController {
  constructor(private readonly reader: ProgressReader) {}

  /** What happened, who has it now, until when and why, and what the applicant must do. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('case.read')
  get(@CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<ProgressDto> {
    return this.reader.get(actor, caseId);
  }
}

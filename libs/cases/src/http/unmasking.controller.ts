import { Body, Controller, Header, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { Unmasking } from '../reading/unmasking';
import { UnmaskDto, UnmaskedDto } from './unmasking.dto';

/** Masked values of a case, shown whole for a reason. */
@ApiTags('cases')
@ApiBearerAuth()
@Controller('cases/:caseId/unmask')
export class UnmaskingController {
  constructor(private readonly unmasking: Unmasking) {}

  /** Values of fields that an item of one's office asks for. Who, why and which fields goes into the security log, and is shown to the person. */
  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('case.unmask')
  async unmask(@CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string, @Body() body: UnmaskDto): Promise<UnmaskedDto> {
    return { values: await this.unmasking.unmask(actor, caseId, body) };
  }
}

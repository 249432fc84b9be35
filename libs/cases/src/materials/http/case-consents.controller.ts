import { Body, Controller, Get, Header, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { IdempotencyKey } from '../../http/idempotency-key.decorator';
import { CaseConsents } from '../case-consents';
import { AskConsentDto, CaseConsentDto, CaseConsentsDto } from './case-consent.dto';
import { consentView } from './material-view';

/** Consents of other holders to the use of their licences in a case (授权用证). */
@ApiTags('materials')
@ApiBearerAuth()
@Controller('cases/:caseId/consents')
export class CaseConsentsController {
  constructor(private readonly consents: CaseConsents) {}

  /** Asks the person whose number stands in the draft. Whether anybody has that number is not told. */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('consent.ask')
  async ask(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() { subject, materials }: AskConsentDto,
  ): Promise<CaseConsentDto> {
    return consentView(await this.consents.ask(actor, key, caseId, { subject, materials }));
  }

  /** Everything asked in one's case, oldest first. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('consent.ask')
  async list(@CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<CaseConsentsDto> {
    return { entries: (await this.consents.list(actor, caseId)).map(consentView) };
  }
}

import { Body, Controller, Delete, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@onething/kernel';
import type { Correction } from '../corrections/correction.repository';
import { OwnCorrections } from '../corrections/own-corrections';
import { AskDataCorrectionDto, DataCorrectionDto, DataCorrectionListDto, DataCorrectionPageQueryDto } from './correction.dto';
import { CurrentActor } from './current-actor.decorator';
import { Requires } from './requires.decorator';

/** Correction of one's own name and number in the register of persons (更正). */
@ApiTags('privacy')
@ApiBearerAuth()
@Controller('me/corrections')
export class OwnCorrectionsController {
  constructor(private readonly corrections: OwnCorrections) {}

  /** Asks for it: corrected at once if the population register confirms it, otherwise it waits for a window. Submitted cases stay as they are. */
  @Post()
  @Header('Cache-Control', 'no-store')
  @Requires('ownData.correct')
  async ask(@CurrentActor() actor: Actor, @Body() body: AskDataCorrectionDto): Promise<DataCorrectionDto> {
    return viewOf(await this.corrections.ask(actor, body));
  }

  /** Newest first. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('ownData.correct')
  async list(@CurrentActor() actor: Actor, @Query() { after, limit = 20 }: DataCorrectionPageQueryDto): Promise<DataCorrectionListDto> {
    return { entries: (await this.corrections.list(actor, { after, limit })).map(viewOf) };
  }

  /** As long as it is not decided. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('ownData.correct')
  withdraw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.corrections.withdraw(actor, id);
  }
}

const viewOf = ({ id, field, oldValue, newValue, reason, evidence, divisionCode, state, way, decisionReason, askedAt, decidedAt }: Correction): DataCorrectionDto => (
  { id, field, oldValue, newValue, reason, evidence, divisionCode, state, way, decisionReason, askedAt, decidedAt });

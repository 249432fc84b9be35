import { Body, Controller, Delete, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@onething/kernel';
import { CorrectionEvidence } from '../corrections/correction-evidence';
import type { CorrectionFile } from '../corrections/correction-file.repository';
import type { Correction } from '../corrections/correction.repository';
import { OwnCorrections } from '../corrections/own-corrections';
import { correctionFileView } from './correction-files.controller';
import { AskDataCorrectionDto, DataCorrectionDto, DataCorrectionListDto, DataCorrectionPageQueryDto } from './correction.dto';
import { CurrentActor } from './current-actor.decorator';
import { Requires } from './requires.decorator';

/** Correction of one's own name and number in the register of persons (更正). */
@ApiTags('privacy')
@ApiBearerAuth()
@Controller('me/corrections')
export class OwnCorrectionsController {
  constructor(private readonly corrections: OwnCorrections, private readonly evidence: CorrectionEvidence) {}

  /** Asks for it: corrected at once if the population register confirms it, otherwise it waits for a window. Submitted cases stay as they are. */
  @Post()
  @Header('Cache-Control', 'no-store')
  @Requires('ownData.correct')
  async ask(@CurrentActor() actor: Actor, @Body() body: AskDataCorrectionDto): Promise<DataCorrectionDto> {
    return viewOf(await this.corrections.ask(actor, body), []);
  }

  /** Newest first. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('ownData.correct')
  async list(@CurrentActor() actor: Actor, @Query() { after, limit = 20 }: DataCorrectionPageQueryDto): Promise<DataCorrectionListDto> {
    const corrections = await this.corrections.list(actor, { after, limit });
    const files = Map.groupBy(await this.evidence.filesOf(corrections.map(({ id }) => id)), ({ correctionId }) => correctionId);
    return { entries: corrections.map((correction) => viewOf(correction, files.get(correction.id) ?? [])) };
  }

  /** As long as it is not decided. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('ownData.correct')
  withdraw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.corrections.withdraw(actor, id);
  }
}

function viewOf(correction: Correction, files: CorrectionFile[]): DataCorrectionDto {
  const { id, field, oldValue, newValue, reason, evidence, divisionCode, state, way, decisionReason, askedAt, decidedAt } = correction;
  return { id, field, oldValue, newValue, reason, evidence, divisionCode, state, way, decisionReason, askedAt, decidedAt, files: files.map(correctionFileView) };
}

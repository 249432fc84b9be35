import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { type Actor, maskCitizenId, maskName } from '@onething/kernel';
import { CorrectionEvidence } from '../corrections/correction-evidence';
import type { Correction } from '../corrections/correction.repository';
import { WindowCorrections } from '../corrections/window-corrections';
import type { Person } from '../person-directory';
import { correctionFileView } from './correction-files.controller';
import { OpenedDataCorrectionDto, RefuseDataCorrectionDto, type WaitingDataCorrectionDto, WaitingDataCorrectionListDto } from './correction.dto';
import { CurrentActor } from './current-actor.decorator';
import { ShownPaperDto } from './registration.dto';
import { Requires } from './requires.decorator';

/** Corrections of persons' names and numbers, at a window. */
@ApiTags('accounts')
@ApiBearerAuth()
@Controller('corrections')
export class CorrectionsController {
  constructor(private readonly corrections: WindowCorrections, private readonly evidence: CorrectionEvidence) {}

  /** Those that wait in one's divisions, oldest first. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('correction.decide')
  async list(@CurrentActor() actor: Actor): Promise<WaitingDataCorrectionListDto> {
    return { entries: (await this.corrections.list(actor)).map(shown) };
  }

  /** What the person says. That it was opened is shown to them. */
  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @Requires('correction.decide')
  async open(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<OpenedDataCorrectionDto> {
    const opened = await this.corrections.open(actor, id);
    const { reason, evidence } = opened.correction;
    return { ...shown(opened), reason, evidence, files: (await this.evidence.filesOf([id])).map(correctionFileView) };
  }

  /** Corrects it: the official types what the paper on the counter shows. */
  @Post(':id/confirmation')
  @HttpCode(204)
  @Requires('correction.decide')
  confirm(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: ShownPaperDto): Promise<void> {
    return this.corrections.confirm(actor, id, body);
  }

  @Post(':id/refusal')
  @HttpCode(204)
  @Requires('correction.decide')
  refuse(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: RefuseDataCorrectionDto): Promise<void> {
    return this.corrections.refuse(actor, id, reason);
  }
}

function shown({ correction: { id, field, divisionCode, askedAt }, person: { kind, name, number } }: { correction: Correction; person: Person }): WaitingDataCorrectionDto {
  const who = kind === 'natural' ? { name: maskName(name), number: maskCitizenId(number ?? '', 'internal') } : { name, number: number ?? '' };
  return { id, field, divisionCode, askedAt, ...who };
}

import { Body, Controller, Delete, Get, Header, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { IdempotencyKey } from '../../http/idempotency-key.decorator';
import { Absences } from '../absences';
import { AbsenceDto, DeclareAbsenceDto } from './claim.dto';

/** Who is away, and who acts meanwhile on what they have claimed. */
@ApiTags('queues')
@ApiBearerAuth()
@Controller('queues/absences')
export class AbsencesController {
  constructor(private readonly absences: Absences) {}

  /** Present and coming absences in one's offices. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('absence.read')
  list(@CurrentActor() actor: Actor): Promise<AbsenceDto[]> {
    return this.absences.list(actor);
  }

  /** Says from when to when somebody is away, and who stands in. */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('absence.declare')
  declare(@CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Body() absence: DeclareAbsenceDto): Promise<AbsenceDto> {
    return this.absences.declare({ actor, key }, absence);
  }

  /** Takes an absence back. */
  @Delete(':absenceId')
  @HttpCode(204)
  @Requires('absence.declare')
  cancel(@CurrentActor() actor: Actor, @Param('absenceId', ParseUUIDPipe) absenceId: string): Promise<void> {
    return this.absences.cancel(actor, absenceId);
  }
}

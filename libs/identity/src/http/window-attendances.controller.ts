import { Body, Controller, Get, Header, HttpCode, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { type Actor, maskCitizenId } from '@onething/kernel';
import type { Person } from '../person-directory';
import { type Attendance, Attendances } from '../windows/attendances';
import { CurrentActor } from './current-actor.decorator';
import { Requires } from './requires.decorator';
import { AllowLicencesDto, AttendanceDto, BeginAttendanceDto, CurrentAttendanceDto } from './window-attendance.dto';

/** Persons at the counter, for whom the clerk applies (窗口代办). */
@ApiTags('windows')
@ApiBearerAuth()
@Controller('window-attendances')
export class WindowAttendancesController {
  constructor(private readonly attendances: Attendances) {}

  /** The person at the own counter now. */
  @Get('current')
  @Header('Cache-Control', 'no-store')
  @Requires('account.attend')
  async current(@CurrentActor() actor: Actor): Promise<CurrentAttendanceDto> {
    const found = await this.attendances.findCurrent(actor);
    return { attendance: found ? viewOf(found) : null };
  }

  /** Begins with the person whose paper lies on the counter; ends the former one. From then on the clerk applies in their name. */
  @Post()
  @Header('Cache-Control', 'no-store')
  @Requires('account.attend')
  async begin(@CurrentActor() actor: Actor, @Body() body: BeginAttendanceDto): Promise<AttendanceDto> {
    return viewOf(await this.attendances.begin(actor, body));
  }

  /** The person lets the clerk use their licences in place of papers, or no more; recorded. It ends with the attendance. */
  @Put('licences')
  @Header('Cache-Control', 'no-store')
  @Requires('account.attend')
  async allowLicences(@CurrentActor() actor: Actor, @Body() { allowed }: AllowLicencesDto): Promise<AttendanceDto> {
    return viewOf(await this.attendances.allowLicences(actor, allowed));
  }

  /** The person has left: nothing of theirs is open to the clerk any more. */
  @Post('end')
  @HttpCode(204)
  @Requires('account.attend')
  end(@CurrentActor() actor: Actor): Promise<void> {
    return this.attendances.end(actor);
  }
}

const viewOf = ({ attendance: { id, personId, begunAt, endsAt, licencesAllowed }, person: { name, number } }: { attendance: Attendance; person: Person }): AttendanceDto => ({
  id, personId, name, number: maskCitizenId(number!, 'internal'), begunAt, endsAt, licencesAllowed,
});

import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, Matches } from 'class-validator';
import { type Paper, PAPERS } from '../registration/identity-proofs';

export class BeginAttendanceDto {
  @ApiProperty({ enum: PAPERS.natural })
  @IsIn(PAPERS.natural)
  paper!: Paper;

  /** Typed from the paper. */
  @Matches(/^\S(?:.{0,98}\S)?$/u, { message: 'is a name of 1 to 100 characters without blanks at its ends' })
  name!: string;

  @Matches(/^[0-9A-Za-z]{18}$/, { message: 'is the number as the paper shows it, 18 characters' })
  number!: string;
}

export class AttendanceDto {
  id!: string;

  /** For `onBehalfOf`. */
  personId!: string;

  name!: string;

  /** Masked. */
  number!: string;

  begunAt!: Date;

  /** At the latest; it ends before with the next person, or with `POST …/end`. */
  endsAt!: Date;

  /** The person lets the clerk use their electronic licences in place of papers. */
  licencesAllowed!: boolean;
}

/** What the person says at the counter. */
export class AllowLicencesDto {
  @IsBoolean()
  allowed!: boolean;
}

export class CurrentAttendanceDto {
  /** Nobody stands there when null. */
  @ApiProperty({ type: AttendanceDto, nullable: true })
  attendance!: AttendanceDto | null;
}

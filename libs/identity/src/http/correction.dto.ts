import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { type Correction, CORRECTION_STATES, CORRECTION_WAYS } from '../corrections/correction.repository';
import { CORRECTABLE_FIELDS, type CorrectableField } from '../domain/correction';

/** Of any script, without blanks at its ends. */
const VALUE = /^\S(?:.{0,98}\S)?$/u;
const WORDS = /^\s*\S[\s\S]{8,998}\S\s*$/u;
const WORDS_MESSAGE = { message: 'is 10 to 1000 characters' };

export class AskDataCorrectionDto {
  @ApiProperty({ enum: CORRECTABLE_FIELDS })
  @IsIn(CORRECTABLE_FIELDS)
  field!: CorrectableField;

  /** The right one. */
  @Matches(VALUE, { message: 'is a name or number of 1 to 100 characters without blanks at its ends' })
  value!: string;

  /** What is wrong. */
  @Matches(WORDS, WORDS_MESSAGE)
  reason!: string;

  /** Which papers show it. */
  @IsOptional()
  @Matches(WORDS, WORDS_MESSAGE)
  evidence?: string;

  /** Whose windows shall decide, should the register not confirm it: the person's own division (when absent), or one below it. */
  @IsOptional()
  @Matches(/^\d{6}$/, { message: 'is the six digits of a division' })
  divisionCode?: string;
}

export class CorrectionFileDto {
  id!: string;
  name!: string;
  contentType!: string;
  /** Bytes. */
  size!: number;
  createdAt!: Date;
}

export class DataCorrectionDto {
  id!: string;
  @ApiProperty({ enum: CORRECTABLE_FIELDS })
  field!: CorrectableField;
  oldValue!: string;
  newValue!: string;
  reason!: string;
  evidence!: string | null;
  divisionCode!: string;
  /** `asked` waits for a window of the division. */
  @ApiProperty({ enum: CORRECTION_STATES })
  state!: Correction['state'];
  @ApiProperty({ enum: CORRECTION_WAYS, nullable: true, type: String })
  way!: Correction['way'];
  /** Why it was refused. */
  decisionReason!: string | null;
  askedAt!: Date;
  decidedAt!: Date | null;
  /** Papers that were handed in for it. */
  files!: CorrectionFileDto[];
}

export class DataCorrectionListDto {
  entries!: DataCorrectionDto[];
}

export class DataCorrectionPageQueryDto {
  @IsOptional()
  @IsUUID()
  after?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

/** As officials see it who look for it: a natural person masked. */
export class WaitingDataCorrectionDto {
  id!: string;
  @ApiProperty({ enum: CORRECTABLE_FIELDS })
  field!: CorrectableField;
  name!: string;
  number!: string;
  divisionCode!: string;
  askedAt!: Date;
}

export class WaitingDataCorrectionListDto {
  entries!: WaitingDataCorrectionDto[];
}

/** What was asked for, in words; the right value stands on the paper alone. */
export class OpenedDataCorrectionDto extends WaitingDataCorrectionDto {
  reason!: string;
  evidence!: string | null;
  files!: CorrectionFileDto[];
}

export class RefuseDataCorrectionDto {
  /** The person reads it. */
  @Matches(WORDS, WORDS_MESSAGE)
  reason!: string;
}

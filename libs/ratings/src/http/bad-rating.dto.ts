import { Type } from 'class-transformer';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { BAD_RATING_STATES, type BadRatingState } from '../domain/bad-rating';
import { EVIDENCE_KINDS, type Evidence } from '../domain/evidence';
import { FINDINGS, type Finding } from '../domain/rating-event';
import { RatingDto, RatingTextDto } from './rating.dto';

const CALL_OUTCOMES = ['reached', 'declined', 'notReached'] as const;

/** Which bad ratings are listed. */
export class BadRatingQueryDto {
  @IsOptional()
  @IsIn(BAD_RATING_STATES)
  @ApiProperty({ required: false, enum: BAD_RATING_STATES })
  state?: BadRatingState;

  /** Those whose day has passed. */
  @IsOptional()
  @IsIn(['true', 'false'])
  overdue?: 'true' | 'false';

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

export class RatingPageQueryDto {
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

/** 佐证. */
export class RatingEvidenceDto implements Evidence {
  @IsIn(EVIDENCE_KINDS)
  @ApiProperty({ enum: EVIDENCE_KINDS })
  kind!: Evidence['kind'];

  /** Which one: number, file, article of a law. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  reference!: string;

  /** One of the bad rating's files. */
  @IsOptional()
  @IsUUID()
  fileId?: string;
}

class BadRatingStepDto {
  /** As it was seen. */
  @IsInt()
  @Min(1)
  version!: number;

  /** What was said, found, done or answered. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  text!: string;
}

class BadRatingProvenStepDto extends BadRatingStepDto {
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => RatingEvidenceDto)
  evidence!: RatingEvidenceDto[];
}

/** 回访. */
export class BadRatingCallBackDto extends BadRatingStepDto {
  @IsIn(CALL_OUTCOMES)
  @ApiProperty({ enum: CALL_OUTCOMES })
  outcome!: (typeof CALL_OUTCOMES)[number];
}

/** 核实结论. */
export class BadRatingFindingDto extends BadRatingProvenStepDto {
  @IsIn(FINDINGS)
  @ApiProperty({ enum: FINDINGS })
  finding!: Finding;
}

/** 申诉复核. */
export class BadRatingAppealDto extends BadRatingProvenStepDto {
  /** The rating counts no more. */
  @IsBoolean()
  upheld!: boolean;
}

/** 整改. */
export class BadRatingMeasuresDto extends BadRatingProvenStepDto {}

/** 反馈评价人. */
export class BadRatingAnswerDto extends BadRatingStepDto {}

/** To another unit. */
export class BadRatingRedispatchDto extends BadRatingStepDto {
  @IsString()
  @Matches(/^[a-z][A-Za-z0-9]{0,59}$/)
  department!: string;

  @Matches(/^\d{6}$/)
  division!: string;
}

/** A bad rating as lists show it. */
export class BadRatingDto {
  id!: string;
  version!: number;
  @ApiProperty({ enum: BAD_RATING_STATES })
  state!: BadRatingState;
  oneThing!: string;
  department!: string;
  division!: string;
  /** Code of the item that was graded apart; absent when the whole was. */
  item?: string;
  grade!: number;
  gradeName!: RatingTextDto;
  tags!: string[];
  isAnonymous!: boolean;
  @ApiProperty({ enum: FINDINGS, required: false })
  finding?: Finding;
  calledBackAt?: Date;
  callBackTries!: number;
  /** Whether another unit has upheld the appeal. */
  appealUpheld?: boolean;
  /** Last day for the call-back, and for the rectification. */
  callBackDueOn!: string;
  dueOn!: string;
  isOverdue!: boolean;
  dispatchedAt!: Date;
  rectifiedAt?: Date;
  wasOnTime?: boolean;
  answeredAt?: Date;
  secondRatingUntil?: string;
  secondGrade?: number;
  closedAt?: Date;
}

export class BadRatingListDto {
  entries!: BadRatingDto[];
  next?: string;
}

export class BadRatingCountDto {
  @ApiProperty({ enum: BAD_RATING_STATES })
  state!: BadRatingState;
  count!: number;
  overdue!: number;
}

export class BadRatingBoardDto {
  counts!: BadRatingCountDto[];
}

export class BadRatingNoteDto {
  kind!: string;
  text!: string;
  evidence!: RatingEvidenceDto[];
  writtenAt!: Date;
}

export class BadRatingFileDto {
  id!: string;
  name!: string;
  contentType!: string;
  /** Bytes. */
  size!: number;
  addedAt!: Date;
  /** Whether something that was written rests on it: then it stays. */
  isNamed!: boolean;
}

export class BadRatingDetailDto extends BadRatingDto {
  caseId!: string;
  rating!: RatingDto;
  /** Masked; absent of an anonymous rating. */
  raterName?: string;
  notes!: BadRatingNoteDto[];
  files!: BadRatingFileDto[];
  /** Commands that the asker may send now. */
  possible!: string[];
}

/** Why the rater's contact is needed. */
export class BadRatingContactReasonDto {
  /** In words, 10 characters at least. Auditors read it. */
  @IsString()
  @Length(10, 500)
  @Matches(/\S(?:\s*\S){9}/u, { message: 'says in at least 10 characters why it is needed' })
  reason!: string;
}

/** Whom to call back. */
export class BadRatingContactDto {
  name!: string;
  mobile?: string;
}

import { Type } from 'class-transformer';
import { ApiProperty, OmitType } from '@nestjs/swagger';
import {
  ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, Matches, MaxLength, ValidateNested,
} from 'class-validator';
import { type Stage, STAGES } from '../domain/grade';

const GRADES = [1, 2, 3, 4, 5];
const COUNTER_CHANNELS = ['windowQr', 'tablet', 'terminal'] as const;

/** Another grade for one item of the matter. */
export class ItemGradeDto {
  @IsUUID()
  itemId!: string;

  /** 1 very satisfied … 5 very dissatisfied. */
  @IsIn(GRADES)
  grade!: 1 | 2 | 3 | 4 | 5;
}

/** A rating of the whole matter. */
export class GiveRatingDto {
  /** 1 very satisfied … 5 very dissatisfied. */
  @IsIn(GRADES)
  grade!: 1 | 2 | 3 | 4 | 5;

  /** Codes of reason tags offered for that grade. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  tags?: string[];

  /** In the rater's own words. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  words?: string;

  /** The units are not told who it was, and call nobody back. */
  @IsOptional()
  @IsBoolean()
  isAnonymous?: boolean;

  /** Items that deserve another grade than the whole. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ItemGradeDto)
  items?: ItemGradeDto[];
}

/** A text in Simplified Chinese and English. */
export class RatingTextDto {
  zh!: string;
  en!: string;
}

/** The grade that holds for an item. */
export class RatedItemDto {
  itemId!: string;
  /** Code of the service item. */
  item!: string;
  grade!: number;
  /** False when it follows the whole. */
  isOwn!: boolean;
}

/** A rating as it was given. */
export class RatingDto {
  id!: string;
  caseId!: string;
  /** 1, and 2 for the one after a rectification. */
  sequence!: number;
  grade!: number;
  gradeName!: RatingTextDto;
  tags!: string[];
  words?: string;
  items!: RatedItemDto[];
  channel!: string;
  stage!: string;
  isAnonymous!: boolean;
  /** ISO 8601 instant. */
  givenAt!: string;
}

/** What became of one's bad rating, with one unit. */
export class RatingHandlingDto {
  department!: string;
  division!: string;
  /** Code of the item that was graded apart. */
  item?: string;
  /** `verifying`, `appealed`, `rectifying`, `answering`, `answered` or `closed`. */
  state!: string;
  /** Until then it is to be mended. */
  dueOn!: string;
  finding?: string;
  /** What the unit has answered. */
  answer?: string;
  /** One may rate once more until then. */
  secondRatingUntil?: string;
}

export class RatingListDto {
  entries!: RatingDto[];
  /** Whether one may rate the completed matter now: for the first time, or once more after it was mended. */
  @ApiProperty({ enum: ['first', 'second', 'none'] })
  next!: 'first' | 'second' | 'none';
  handling!: RatingHandlingDto[];
}

/** A reason that can be chosen. */
export class RatingTagDto {
  code!: string;
  name!: RatingTextDto;
}

/** The reasons that a grade offers. */
export class GradeTagsDto {
  grade!: number;
  name!: RatingTextDto;
  tags!: RatingTagDto[];
}

export class RatingTagsDto {
  grades!: GradeTagsDto[];
  /** `recalled`: the list was written from memory. */
  provenance?: string;
}

/** A link to rate without a log-in. */
export class RatingLinkDto {
  /** Goes behind `/rate#`. */
  token!: string;
  expiresAt!: Date;
}

/** What a link at the counter is for. */
export class IssueRatingLinkDto {
  /** Absent: `completion`. */
  @IsOptional()
  @IsIn(STAGES)
  @ApiProperty({ required: false, enum: STAGES })
  stage?: Stage;

  /** How it reaches the person; absent: `windowQr`, on the receipt. */
  @IsOptional()
  @IsIn(COUNTER_CHANNELS)
  @ApiProperty({ required: false, enum: COUNTER_CHANNELS })
  channel?: (typeof COUNTER_CHANNELS)[number];
}

export class RatingLinkTokenDto {
  /** As it stands behind the `#` of the link. */
  @IsString()
  @MaxLength(200)
  token!: string;
}

export class RatingLinkStateDto {
  /** Code of the one-thing. */
  oneThing!: string;
  /** Of the case, 6 digits. */
  division!: string;
  @ApiProperty({ enum: STAGES })
  stage!: Stage;
  /** `notReached`: its stage; `rated`: by this link or otherwise; `openAgain`: once more after it was mended. */
  @ApiProperty({ enum: ['open', 'notReached', 'rated', 'openAgain'] })
  state!: 'open' | 'notReached' | 'rated' | 'openAgain';
}

/** A rating of the whole matter, by a link. */
export class GiveRatingByLinkDto extends OmitType(GiveRatingDto, ['items']) {
  /** As it stands behind the `#` of the link. */
  @IsString()
  @MaxLength(200)
  token!: string;
}

/** A rating that is typed for a caller. */
export class GiveRatingForCallerDto extends OmitType(GiveRatingDto, ['items']) {
  /** Official number, as the caller reads it. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  number!: string;

  /** Query code of the receipt. */
  @Matches(/^\d{6}$/)
  code!: string;
}

export class RatingByLinkDto {
  grade!: number;
  gradeName!: RatingTextDto;
  /** ISO 8601 instant. */
  givenAt!: string;
}

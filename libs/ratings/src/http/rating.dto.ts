import { Type } from 'class-transformer';
import { ApiProperty, OmitType } from '@nestjs/swagger';
import {
  ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength, ValidateNested,
} from 'class-validator';

const GRADES = [1, 2, 3, 4, 5];

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
  /** ISO 8601 instant. */
  givenAt!: string;
}

export class RatingListDto {
  entries!: RatingDto[];
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
  /** `rated`: by this link or otherwise; it serves no more. */
  @ApiProperty({ enum: ['open', 'notCompleted', 'rated'] })
  state!: 'open' | 'notCompleted' | 'rated';
}

/** A rating of the whole matter, by a link. */
export class GiveRatingByLinkDto extends OmitType(GiveRatingDto, ['items']) {
  /** As it stands behind the `#` of the link. */
  @IsString()
  @MaxLength(200)
  token!: string;
}

export class RatingByLinkDto {
  grade!: number;
  gradeName!: RatingTextDto;
  /** ISO 8601 instant. */
  givenAt!: string;
}

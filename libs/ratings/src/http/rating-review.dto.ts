import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { FINDINGS, type Finding } from '../domain/rating-event';
import type { ScreenFinding } from '../domain/word-screen';
import { RatingTextDto } from './rating.dto';

export class RatingSuspicionDto {
  /** `burst`, `sharedDevice`, `staffDevice` or `sameWords`. */
  reason!: string;
  /** How many were counted, this one included. */
  count!: number;
}

/** A rating that looks suspicious, without its person. */
export class SuspiciousRatingDto {
  ratingId!: string;
  oneThing!: string;
  division!: string;
  grade!: number;
  gradeName!: RatingTextDto;
  channel!: string;
  stage!: string;
  words?: string;
  givenAt!: Date;
  suspicions!: RatingSuspicionDto[];
}

export class SuspiciousRatingListDto {
  entries!: SuspiciousRatingDto[];
  next?: string;
}

/** What a human says of a suspicious rating. */
export class RatingVerdictDto {
  /** False: published figures leave it out, and say so. */
  @IsBoolean()
  counts!: boolean;

  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  reason!: string;
}

/** Words that wait to be published, or not. */
export class WordsToScreenDto {
  ratingId!: string;
  oneThing!: string;
  grade!: number;
  gradeName!: RatingTextDto;
  /** As written. */
  words!: string;
  /** As they would be published. */
  masked!: string;
  /** `personNumber`, `mobile`, `email`, `longNumber`, `rudeOrGrave`. */
  found!: ScreenFinding[];
}

export class WordsToScreenListDto {
  entries!: WordsToScreenDto[];
  next?: string;
}

export class WordsVerdictDto {
  @IsBoolean()
  released!: boolean;
}

/** A bad rating that was handled to its end, as anybody may see it. */
export class PublishedBadRatingDto {
  id!: string;
  oneThing!: string;
  department!: string;
  division!: string;
  item?: string;
  grade!: number;
  gradeName!: RatingTextDto;
  tags!: string[];
  @ApiProperty({ enum: FINDINGS })
  finding!: Finding;
  /** Whether it was mended within its days; absent where nothing was to be mended. */
  wasOnTime?: boolean;
  secondGrade?: number;
  /** Of the rater, masked; absent when nobody has released them. */
  words?: string;
  /** Civil days. */
  dispatchedOn!: string;
  closedOn!: string;
}

/** How many ratings published figures leave out, and why. Numbers below 5 are not told. */
export class RatingExclusionsDto {
  given!: number | null;
  /** A human has excluded them as not genuine. */
  byReview!: number | null;
  /** Suspicious, and counted until a human has looked. */
  awaitingReview!: number | null;
  mistaken!: number | null;
  malicious!: number | null;
}

export class PublishedBadRatingListDto {
  entries!: PublishedBadRatingDto[];
  next?: string;
  excluded!: RatingExclusionsDto;
}

import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import { type Actor, civilDate } from '@onething/kernel';
import { GRADE_NAMES } from '../domain/grade';
import { type PublishedBadRating, RatingReviews } from '../rating-reviews';
import { RatingPageQueryDto } from './bad-rating.dto';
import {
  PublishedBadRatingDto, PublishedBadRatingListDto, RatingVerdictDto, SuspiciousRatingListDto, WordsToScreenListDto, WordsVerdictDto,
} from './rating-review.dto';

const USUAL_LIMIT = 20;
/** Smaller numbers would tell of single persons. */
const LEAST_TOLD = 5;
const told = (count: number): number | null => (count > 0 && count < LEAST_TOLD ? null : count);
const nextOf = (ids: string[], limit: number): string | undefined => (ids.length === limit ? ids.at(-1) : undefined);

/** Suspicious ratings and words before publication, for supervisors; and what is public of bad ratings. */
@ApiTags('bad ratings')
@Controller()
export class RatingReviewsController {
  constructor(private readonly reviews: RatingReviews) {}

  /** Ratings that look suspicious and wait for a human, oldest first. They count until somebody excludes them. */
  @Get('rating-reviews')
  @ApiBearerAuth()
  @Header('Cache-Control', 'no-store')
  @Requires('rating.review')
  async listSuspicious(@CurrentActor() actor: Actor, @Query() { after, limit = USUAL_LIMIT }: RatingPageQueryDto): Promise<SuspiciousRatingListDto> {
    const found = await this.reviews.listSuspicious(actor, after, limit);
    const entries = found.map(({ rating: { id, oneThing, division, grade, channel, stage, words, givenAt }, suspicions }) => ({
      ratingId: id, oneThing, division, grade, gradeName: GRADE_NAMES[grade], channel, stage, words, givenAt: new Date(givenAt), suspicions,
    }));
    return { entries, next: nextOf(entries.map(({ ratingId }) => ratingId), limit) };
  }

  @Post('rating-reviews/:ratingId')
  @HttpCode(204)
  @ApiBearerAuth()
  @Requires('rating.review')
  async judge(@CurrentActor() actor: Actor, @Param('ratingId', ParseUUIDPipe) id: string, @Body() { counts, reason }: RatingVerdictDto): Promise<void> {
    await this.reviews.judge(actor, id, { counts, reason });
  }

  /** Words of raters that wait to be published or withheld. */
  @Get('rating-words')
  @ApiBearerAuth()
  @Header('Cache-Control', 'no-store')
  @Requires('rating.review')
  async listWords(@CurrentActor() actor: Actor, @Query() { after, limit = USUAL_LIMIT }: RatingPageQueryDto): Promise<WordsToScreenListDto> {
    const found = await this.reviews.listWords(actor, after, limit);
    const entries = found.map(({ rating: { id, oneThing, grade, words = '' }, masked, found: findings }) => ({
      ratingId: id, oneThing, grade, gradeName: GRADE_NAMES[grade], words, masked, found: findings,
    }));
    return { entries, next: nextOf(entries.map(({ ratingId }) => ratingId), limit) };
  }

  @Post('rating-words/:ratingId')
  @HttpCode(204)
  @ApiBearerAuth()
  @Requires('rating.review')
  async screen(@CurrentActor() actor: Actor, @Param('ratingId', ParseUUIDPipe) id: string, @Body() { released }: WordsVerdictDto): Promise<void> {
    await this.reviews.screen(actor, id, released);
  }

  /** Bad ratings that were handled to their end, latest first, and what published figures leave out. */
  @Get('published-bad-ratings')
  @Requires('rating.readPublished')
  async published(@Query() { after, limit = USUAL_LIMIT }: RatingPageQueryDto): Promise<PublishedBadRatingListDto> {
    const [found, excluded] = await Promise.all([this.reviews.listPublished(after, limit), this.reviews.countExclusions()]);
    const { given, byReview, awaitingReview, mistaken, malicious } = excluded;
    return {
      entries: found.map(publishedView), next: nextOf(found.map(({ bad: { id } }) => id), limit),
      excluded: { given: told(given), byReview: told(byReview), awaitingReview: told(awaitingReview), mistaken: told(mistaken), malicious: told(malicious) },
    };
  }
}

function publishedView({ bad, words }: PublishedBadRating): PublishedBadRatingDto {
  const { id, oneThing, department, division, grade, tags, finding } = bad;
  return {
    id, oneThing, department, division, item: bad.item ?? undefined, grade, gradeName: GRADE_NAMES[grade], tags, finding: finding!,
    wasOnTime: finding === 'true' ? bad.wasOnTime ?? undefined : undefined, secondGrade: bad.secondGrade ?? undefined, words,
    dispatchedOn: civilDate(bad.dispatchedAt), closedOn: civilDate(bad.closedAt!),
  };
}

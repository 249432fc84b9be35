import { Body, Controller, Get, Header, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { IdempotencyKey } from '@onething/cases';
import { type Client, CurrentActor, CurrentClient, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { GRADE_NAMES, GRADES } from '../domain/grade';
import { type RatingTags, tagsForGrade } from '../domain/rating-tags';
import { OwnHandling } from '../own-handling';
import { RatingService } from '../rating-service';
import { RATING_TAGS } from '../rating-config.file';
import { ratingView } from './rating-view';
import { GiveRatingDto, RatingDto, RatingListDto, RatingTagsDto } from './rating.dto';

/** Good/bad ratings (好差评) of one's own matters. */
@ApiTags('ratings')
@Controller()
export class RatingsController {
  constructor(private readonly ratings: RatingService, private readonly handling: OwnHandling, @Inject(RATING_TAGS) private readonly tags: RatingTags) {}

  /** Rates a completed matter, once, and once more after a bad rating was answered. The same request with the same Idempotency-Key is answered with the same rating. */
  @Post('cases/:id/ratings')
  @ApiBearerAuth()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('rating.give')
  async give(
    @CurrentActor() actor: Actor, @CurrentClient() { address, userAgent }: Client, @Param('id') id: string, @IdempotencyKey() key: string,
    @Body() body: GiveRatingDto,
  ): Promise<RatingDto> {
    const { grade, tags = [], words, isAnonymous = false, items = [] } = body;
    const act = { grade, tags, words, isAnonymous, items: items.map(({ itemId, grade: own }) => ({ itemId, grade: own })) };
    return ratingView(await this.ratings.rate(actor, id, act, key, { address, userAgent }));
  }

  /** What one has said of a matter, and what became of it. */
  @Get('cases/:id/ratings')
  @ApiBearerAuth()
  @Header('Cache-Control', 'no-store')
  @Requires('rating.give')
  async list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RatingListDto> {
    const { ratings, next } = await this.ratings.listOwn(actor, id);
    return { entries: ratings.map(ratingView), next, handling: await this.handling.list(actor, id) };
  }

  /** Which reasons each grade offers. */
  @Get('rating-tags')
  @Requires('catalogue.read')
  offered(): RatingTagsDto {
    const grades = GRADES.map((grade) => ({
      grade,
      name: GRADE_NAMES[grade],
      tags: tagsForGrade(this.tags, grade).map(({ code, zh, en }) => ({ code, name: { zh, en } })),
    }));
    return { grades, provenance: this.tags.provenance };
  }
}

import { Body, Controller, Get, Header, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { IdempotencyKey } from '@onething/cases';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { GRADE_NAMES, GRADES } from '../domain/grade';
import type { Rating } from '../domain/rating';
import { type RatingTags, tagsForGrade } from '../domain/rating-tags';
import { RatingService } from '../rating-service';
import { RATING_TAGS } from '../rating-tags.file';
import { GiveRatingDto, RatingDto, RatingListDto, RatingTagsDto } from './rating.dto';

/** Good/bad ratings (好差评) of one's own matters. */
@ApiTags('ratings')
@Controller()
export class RatingsController {
  constructor(private readonly ratings: RatingService, @Inject(RATING_TAGS) private readonly tags: RatingTags) {}

  /** Rates a completed matter, once. The same request with the same Idempotency-Key is answered with the same rating. */
  @Post('cases/:id/ratings')
  @ApiBearerAuth()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('rating.give')
  async give(
    @CurrentActor() actor: Actor, @Param('id') id: string, @IdempotencyKey() key: string, @Body() body: GiveRatingDto,
  ): Promise<RatingDto> {
    const { grade, tags = [], words, items = [] } = body;
    const act = { grade, tags, words, items: items.map(({ itemId, grade: own }) => ({ itemId, grade: own })) };
    return view(await this.ratings.rate(actor, id, act, key));
  }

  /** What one has said of a matter. */
  @Get('cases/:id/ratings')
  @ApiBearerAuth()
  @Header('Cache-Control', 'no-store')
  @Requires('rating.give')
  async list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RatingListDto> {
    return { entries: (await this.ratings.listOwn(actor, id)).map(view) };
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

function view(rating: Rating): RatingDto {
  const { id, caseId, sequence, grade, tags, words, channel, stage, givenAt, items } = rating;
  return {
    id, caseId, sequence, grade, gradeName: GRADE_NAMES[grade], tags, words, channel, stage, givenAt: new Date(givenAt).toISOString(),
    items: items.map(({ itemId, item, grade: itemGrade, isOwn }) => ({ itemId, item, grade: itemGrade, isOwn })),
  };
}

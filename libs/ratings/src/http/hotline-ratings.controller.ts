import { Body, Controller, Header, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { IdempotencyKey } from '@onething/cases';
import { type Client, CurrentActor, CurrentClient, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { GRADE_NAMES } from '../domain/grade';
import { HotlineRatings } from '../hotline-ratings';
import { GiveRatingForCallerDto, RatingByLinkDto } from './rating.dto';

/** What an operator of the hotline types for a caller. */
@ApiTags('ratings')
@ApiBearerAuth()
@Controller('hotline-ratings')
export class HotlineRatingsController {
  constructor(private readonly hotline: HotlineRatings) {}

  /** Rates a completed matter for a caller who knows its number and query code. Recorded, with the operator. */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Header('Cache-Control', 'no-store')
  @Requires('rating.enter')
  async enter(
    @CurrentActor() actor: Actor, @CurrentClient() { address }: Client, @IdempotencyKey() key: string, @Body() body: GiveRatingForCallerDto,
  ): Promise<RatingByLinkDto> {
    const { number, code, grade, tags = [], words, isAnonymous = false } = body;
    const given = await this.hotline.enter(actor, { number, code }, { grade, tags, words, isAnonymous, items: [] }, key, address);
    return { grade: given.grade, gradeName: GRADE_NAMES[given.grade], givenAt: new Date(given.givenAt).toISOString() };
  }
}

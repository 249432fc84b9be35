import { Body, Controller, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { IdempotencyKey } from '@onething/cases';
import { type Client, CurrentActor, CurrentClient, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { GRADE_NAMES } from '../domain/grade';
import { RatingLinks } from '../rating-links';
import { GiveRatingByLinkDto, IssueRatingLinkDto, RatingByLinkDto, RatingLinkDto, RatingLinkStateDto, RatingLinkTokenDto } from './rating.dto';

/** Rating without a log-in, by the link that a receipt of the counter shows. The token is sent in bodies alone, never in addresses. */
@ApiTags('ratings')
@Controller()
export class RatingLinksController {
  constructor(private readonly links: RatingLinks) {}

  /** The link for the person who stands at the own counter, whose case was submitted. */
  @Post('cases/:id/rating-link')
  @ApiBearerAuth()
  @Header('Cache-Control', 'no-store')
  @Requires('rating.invite')
  issue(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() { stage = 'completion', channel = 'windowQr' }: IssueRatingLinkDto): Promise<RatingLinkDto> {
    return this.links.issue(actor, id, { stage, channel });
  }

  /** What a link is for, and whether it can be used now. */
  @Post('rating-links/search')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('rating.byLink')
  lookUp(@Body() { token }: RatingLinkTokenDto): Promise<RatingLinkStateDto> {
    return this.links.lookUp(token);
  }

  /** Rates what the link is for, once, and once more after it was mended. The same request with the same Idempotency-Key is answered again. */
  @Post('rating-links/ratings')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Header('Cache-Control', 'no-store')
  @Requires('rating.byLink')
  async give(@CurrentClient() { address, userAgent }: Client, @IdempotencyKey() key: string, @Body() body: GiveRatingByLinkDto): Promise<RatingByLinkDto> {
    const { token, grade, tags = [], words, isAnonymous = false } = body;
    const { givenAt, grade: given } = await this.links.rate(token, { grade, tags, words, isAnonymous, items: [] }, key, { address, userAgent });
    return { grade: given, gradeName: GRADE_NAMES[given], givenAt: new Date(givenAt).toISOString() };
  }
}

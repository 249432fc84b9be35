import { Body, Controller, Get, Header, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { IdempotencyKey } from '@onething/cases';
import { CurrentActor, Requires } from '@onething/identity';
import { type Actor, CLOCK, type Clock } from '@onething/kernel';
import { BadRatings, type HandlingCommand } from '../bad-ratings';
import type { Evidence } from '../domain/evidence';
import { badRatingFileView, badRatingView } from './bad-rating-view';
import {
  BadRatingAnswerDto, BadRatingAppealDto, BadRatingBoardDto, BadRatingCallBackDto, BadRatingContactDto, BadRatingContactReasonDto, BadRatingDetailDto, BadRatingDto,
  BadRatingFindingDto, BadRatingListDto, BadRatingMeasuresDto, BadRatingQueryDto, BadRatingRedispatchDto,
} from './bad-rating.dto';
import { ratingView } from './rating-view';

const USUAL_LIMIT = 20;

/** Bad ratings (差评) with the responsible unit, and with supervisors. */
@ApiTags('bad ratings')
@ApiBearerAuth()
@Controller('bad-ratings')
export class BadRatingsController {
  constructor(private readonly badRatings: BadRatings, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Those of one's offices; of a supervisor, those of the division. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('badRating.read')
  async list(@CurrentActor() actor: Actor, @Query() { state, overdue, after, limit = USUAL_LIMIT }: BadRatingQueryDto): Promise<BadRatingListDto> {
    const entries = await this.badRatings.list(actor, { state, overdue: overdue === 'true', after, limit });
    return { entries: entries.map((bad) => this.view(bad)), next: entries.length === limit ? entries.at(-1)!.id : undefined };
  }

  /** How many stand where, and how many of them are overdue. */
  @Get('board')
  @Header('Cache-Control', 'no-store')
  @Requires('badRating.read')
  async board(@CurrentActor() actor: Actor): Promise<BadRatingBoardDto> {
    return { counts: await this.badRatings.count(actor) };
  }

  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @Requires('badRating.read')
  async get(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<BadRatingDetailDto> {
    const { bad, rating, notes, files, raterName, possible } = await this.badRatings.get(actor, id);
    return {
      ...this.view(bad), caseId: bad.caseId, rating: ratingView(rating), raterName: raterName ?? undefined, possible,
      notes: notes.map(({ kind, text, evidence, writtenAt }) => ({ kind, text, evidence, writtenAt: new Date(writtenAt) })),
      files: files.map(badRatingFileView),
    };
  }

  /** Name and mobile of the rater, for the call-back and for a reason. Recorded; the rater sees it. */
  @Post(':id/contact')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('badRating.handle')
  async contact(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: BadRatingContactReasonDto): Promise<BadRatingContactDto> {
    const { name, mobile } = await this.badRatings.contact(actor, id, reason);
    return { name, mobile: mobile ?? undefined };
  }

  /** The rater was called back (回访), or tried to be. */
  @Post(':id/call-backs')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('badRating.handle')
  callBack(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IdempotencyKey() key: string, @Body() body: BadRatingCallBackDto): Promise<BadRatingDto> {
    return this.perform(actor, id, { type: 'callBack', outcome: body.outcome }, body, key);
  }

  /** True, mistaken, malicious, or a wish without legal basis (核实). What is held mistaken or malicious goes to another unit. */
  @Post(':id/finding')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('badRating.handle')
  judge(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IdempotencyKey() key: string, @Body() body: BadRatingFindingDto): Promise<BadRatingDto> {
    return this.perform(actor, id, { type: 'judge', finding: body.finding }, body, key);
  }

  /** What was mended (整改). Its clock stops. */
  @Post(':id/measures')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('badRating.handle')
  rectify(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IdempotencyKey() key: string, @Body() body: BadRatingMeasuresDto): Promise<BadRatingDto> {
    return this.perform(actor, id, { type: 'rectify' }, body, key);
  }

  /** The answer to the rater (反馈), in words that the rater reads. */
  @Post(':id/answer')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('badRating.handle')
  answer(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IdempotencyKey() key: string, @Body() body: BadRatingAnswerDto): Promise<BadRatingDto> {
    return this.perform(actor, id, { type: 'answer' }, body, key);
  }

  /** Whether the unit's appeal is upheld (申诉复核): by a supervisor who holds no post at that unit. */
  @Post(':id/appeal-decision')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('badRating.supervise')
  decideAppeal(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IdempotencyKey() key: string, @Body() body: BadRatingAppealDto): Promise<BadRatingDto> {
    return this.perform(actor, id, { type: 'decideAppeal', upheld: body.upheld }, body, key);
  }

  /** It falls to another unit. Its days go on. */
  @Post(':id/redispatch')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('badRating.supervise')
  redispatch(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IdempotencyKey() key: string, @Body() body: BadRatingRedispatchDto): Promise<BadRatingDto> {
    const { department, division } = body;
    return this.perform(actor, id, { type: 'redispatch', to: { department, division } }, body, key);
  }

  private async perform(
    actor: Actor, id: string, command: HandlingCommand, { version, text, evidence = [] }: { version: number; text: string; evidence?: Evidence[] }, key: string,
  ): Promise<BadRatingDto> {
    const proven = evidence.map(({ kind, reference, fileId }) => ({ kind, reference, ...(fileId !== undefined && { fileId }) }));
    return this.view(await this.badRatings.perform(actor, id, { version, command, text, evidence: proven }, key));
  }

  private view(bad: Parameters<typeof badRatingView>[0]): BadRatingDto {
    return badRatingView(bad, this.clock.now());
  }
}

import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { CurrentActor, IdempotencyKey, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { CrossActs } from '../cross-acts';
import type { CrossCase } from '../cross-case';
import { CrossCaseReader } from '../cross-case-reader';
import { CrossIntake } from '../cross-intake';
import { CrossItems } from '../cross-items';
import { CrossRatings } from '../cross-ratings';
import { CrossDecisionDto, CrossHandlingActDto, CrossIntakeActDto, CrossRatingDto } from './cross-act.dto';
import { CrossCaseDto, CrossCaseEntryDto, CrossCaseListDto, CrossFormDto, CrossItemListDto, CrossPlaceDto } from './cross-case.dto';
import { caseView, entryView, itemView } from './cross-case.presenter';
import { CrossPlaceQueryDto, CrossQueueQueryDto, TakeInCrossCaseDto } from './cross-intake.dto';

/** Cross-province handling (跨省通办): taken in in one province, decided in another. */
@ApiTags('cross-province')
@Controller()
export class CrossProvinceController {
  constructor(
    private readonly items: CrossItems,
    private readonly intake: CrossIntake,
    private readonly acts: CrossActs,
    private readonly reader: CrossCaseReader,
    private readonly ratings: CrossRatings,
  ) {}

  /** The items for applicants of other provinces, with mode and deciding-place rule. */
  @Get('cross-province/items')
  @Requires('catalogue.read')
  async listItems(): Promise<CrossItemListDto> {
    return { entries: (await this.items.list()).map(itemView) };
  }

  /** What is filled in and handed in for an item that is complete here. */
  @Get('cross-province/items/:code/form')
  @Requires('catalogue.read')
  getForm(@Param('code') code: string): Promise<CrossFormDto> {
    return this.items.getForm(code);
  }

  /** Which place decides, and its form-check list; what is wrong with the place is said so that the clerk can act upon it. */
  @Get('cross-province/items/:code/place')
  @ApiBearerAuth()
  @Requires('crossProvince.takeIn')
  async findPlace(@Param('code') code: string, @Query() { division }: CrossPlaceQueryDto): Promise<CrossPlaceDto> {
    const { item } = await this.items.getComplete((each) => each.code === code);
    return this.items.getDecidingPlace(item, division);
  }

  /** Takes an application in and sends it to the deciding place. */
  @Post('cross-province/cases')
  @ApiBearerAuth()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('crossProvince.takeIn')
  async takeIn(@CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Body() body: TakeInCrossCaseDto): Promise<CrossCaseEntryDto> {
    return this.entry(await this.intake.takeIn(actor, body, key));
  }

  /** Open cases of the own offices: those taken in here, or those to be decided here. */
  @Get('cross-province/cases')
  @ApiBearerAuth()
  @Header('Cache-Control', 'no-store')
  @Requires('crossProvince.read')
  async listQueue(@CurrentActor() actor: Actor, @Query() { side, after }: CrossQueueQueryDto): Promise<CrossCaseListDto> {
    return this.list(await this.reader.listQueue(actor, side, after));
  }

  /** One's own cases that another province decides. */
  @Get('me/cross-province-cases')
  @ApiBearerAuth()
  @Header('Cache-Control', 'no-store')
  @Requires('crossProvince.read')
  async listOwn(@CurrentActor() actor: Actor): Promise<CrossCaseListDto> {
    return this.list(await this.reader.listOwn(actor));
  }

  /** With one timeline of both places. */
  @Get('cross-province/cases/:id')
  @ApiBearerAuth()
  @Header('Cache-Control', 'no-store')
  @Requires('crossProvince.read')
  async get(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CrossCaseDto> {
    const view = await this.reader.get(actor, id);
    return caseView(view, await this.items.list(), this.reader.lightOf(view.found));
  }

  /** Papers posted, a correction passed on, a withdrawal. */
  @Post('cross-province/cases/:id/intake-acts')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('crossProvince.takeIn')
  async actAtIntake(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('id', ParseUUIDPipe) id: string, @Body() { version, ...input }: CrossIntakeActDto,
  ): Promise<CrossCaseEntryDto> {
    return this.entry(await this.acts.perform(actor, 'crossProvince.takeIn', id, { version, key, input }));
  }

  /** Papers received, a correction asked for, acceptance, special procedures, delivery. */
  @Post('cross-province/cases/:id/handling-acts')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('crossProvince.handle')
  async handle(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('id', ParseUUIDPipe) id: string, @Body() { version, ...input }: CrossHandlingActDto,
  ): Promise<CrossCaseEntryDto> {
    return this.entry(await this.acts.perform(actor, 'crossProvince.handle', id, { version, key, input }));
  }

  /** Not accepted, granted, refused, ended. */
  @Post('cross-province/cases/:id/decisions')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('crossProvince.decide')
  async decide(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('id', ParseUUIDPipe) id: string, @Body() { version, ...input }: CrossDecisionDto,
  ): Promise<CrossCaseEntryDto> {
    return this.entry(await this.acts.perform(actor, 'crossProvince.decide', id, { version, key, input }));
  }

  /** The applicant rates the two places apart, each once, when the case is over; the deciding place is told. */
  @Post('cross-province/cases/:id/ratings')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('rating.give')
  rate(@CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('id', ParseUUIDPipe) id: string, @Body() rating: CrossRatingDto): Promise<void> {
    return this.ratings.rate(actor, id, rating, key);
  }

  private async entry(one: CrossCase): Promise<CrossCaseEntryDto> {
    return entryView(one, await this.items.list(), this.reader.lightOf(one));
  }

  private async list(found: readonly CrossCase[]): Promise<CrossCaseListDto> {
    const items = await this.items.list();
    return { entries: found.map((one) => entryView(one, items, this.reader.lightOf(one))) };
  }
}

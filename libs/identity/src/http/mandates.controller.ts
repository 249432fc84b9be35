import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@onething/kernel';
import { MandateRegister } from '../mandate-register';
import { CurrentActor } from './current-actor.decorator';
import { IdempotencyKey } from './idempotency-key.decorator';
import { MandateDto, MandatePageDto, MandatePageQueryDto, MandateVersionDto, OfferMandateDto } from './mandate.dto';
import { MandateViews } from './mandate-views';
import { Requires } from './requires.decorator';

/** Mandates (授权委托): who may act for whom, in what, and for how long. */
@ApiTags('mandates')
@ApiBearerAuth()
@Controller('mandates')
export class MandatesController {
  constructor(private readonly register: MandateRegister, private readonly views: MandateViews) {}

  /** Offers a mandate in one's own name to an agent, who is named by name and number. Whether somebody has them is not told. */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('mandate.give')
  async offer(@CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Body() body: OfferMandateDto): Promise<MandateDto> {
    const { agent: { name, number }, acts, oneThings = 'all', validFrom, validUntil } = body;
    return this.views.one(actor, await this.register.offer(actor, key, { agent: { name, number }, acts, oneThings, validFrom, validUntil }));
  }

  /** Those that one has given, newest first. */
  @Get('given')
  @Header('Cache-Control', 'no-store')
  @Requires('mandate.read')
  async given(@CurrentActor() actor: Actor, @Query() { after, limit = 20, state }: MandatePageQueryDto): Promise<MandatePageDto> {
    return this.views.page(actor, await this.register.listGiven(actor, { after, limit: limit + 1, state }), limit);
  }

  /** Those that one holds or was offered, newest first. */
  @Get('held')
  @Header('Cache-Control', 'no-store')
  @Requires('mandate.read')
  async held(@CurrentActor() actor: Actor, @Query() { after, limit = 20, state }: MandatePageQueryDto): Promise<MandatePageDto> {
    return this.views.page(actor, await this.register.listHeld(actor, { after, limit: limit + 1, state }), limit);
  }

  /** For both sides. */
  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @Requires('mandate.read')
  async get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<MandateDto> {
    return this.views.one(actor, await this.register.get(actor, id));
  }

  /** The agent accepts: from its first day on the agent may act. */
  @Post(':id/accept')
  @HttpCode(200)
  @Requires('mandate.hold')
  async accept(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version }: MandateVersionDto): Promise<MandateDto> {
    return this.views.one(actor, await this.register.take(actor, id, 'accept', version));
  }

  /** The named agent declines. */
  @Post(':id/decline')
  @HttpCode(200)
  @Requires('mandate.hold')
  async decline(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version }: MandateVersionDto): Promise<MandateDto> {
    return this.views.one(actor, await this.register.take(actor, id, 'decline', version));
  }

  /** The principal takes the offer or the mandate back: effective at the agent's next request. */
  @Post(':id/revoke')
  @HttpCode(200)
  @Requires('mandate.give')
  async revoke(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version }: MandateVersionDto): Promise<MandateDto> {
    return this.views.one(actor, await this.register.take(actor, id, 'revoke', version));
  }

  /** The agent gives the mandate up. */
  @Post(':id/give-up')
  @HttpCode(200)
  @Requires('mandate.hold')
  async giveUp(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version }: MandateVersionDto): Promise<MandateDto> {
    return this.views.one(actor, await this.register.take(actor, id, 'giveUp', version));
  }
}

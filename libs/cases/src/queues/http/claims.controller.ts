import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { IdempotencyKey } from '../../http/idempotency-key.decorator';
import { ClaimCommands } from '../claim-commands';
import { ClaimOutcomeDto, ClaimToDto, ClaimVersionDto } from './claim.dto';

/** Who works on an item. While a colleague does, others cannot act on it, except heads and substitutes. */
@ApiTags('queues')
@ApiBearerAuth()
@ApiHeader({ name: 'Idempotency-Key', required: true })
@Controller('cases/:caseId/items/:itemId/claim')
export class ClaimsController {
  constructor(private readonly commands: ClaimCommands) {}

  /** Takes an item for oneself (领办); a substitute takes over what an absent colleague has claimed. */
  @Post()
  @HttpCode(200)
  @Requires('queue.claim')
  claim(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version }: ClaimVersionDto,
  ): Promise<ClaimOutcomeDto> {
    return this.commands.execute({ actor, key, version }, { caseId, itemId }, { type: 'claim' });
  }

  /** Gives an item back to the office. */
  @Post('release')
  @HttpCode(200)
  @Requires('queue.claim')
  release(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version }: ClaimVersionDto,
  ): Promise<ClaimOutcomeDto> {
    return this.commands.execute({ actor, key, version }, { caseId, itemId }, { type: 'release' });
  }

  /** Hands an item that one works on over to a colleague (移交). */
  @Post('hand-over')
  @HttpCode(200)
  @Requires('queue.claim')
  handOver(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, to }: ClaimToDto,
  ): Promise<ClaimOutcomeDto> {
    return this.commands.execute({ actor, key, version }, { caseId, itemId }, { type: 'handOver', to });
  }

  /** The head gives an item to somebody of the office (分派), whoever works on it now. */
  @Post('assign')
  @HttpCode(200)
  @Requires('queue.assign')
  assign(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, to }: ClaimToDto,
  ): Promise<ClaimOutcomeDto> {
    return this.commands.execute({ actor, key, version }, { caseId, itemId }, { type: 'assign', to });
  }
}

import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { IdempotencyKey } from '../../http/idempotency-key.decorator';
import { BulkCommands } from '../bulk-commands';
import { BulkAssignDto, BulkAssignResultDto, BulkReceiveDto, BulkReceiveResultDto } from './claim.dto';

/** One command for many items, with a result for each of them: some may be done and others not. */
@ApiTags('queues')
@ApiBearerAuth()
@ApiHeader({ name: 'Idempotency-Key', required: true })
@Controller('queues/bulk')
export class BulkController {
  constructor(private readonly commands: BulkCommands) {}

  /** Receives up to 100 items. */
  @Post('receive')
  @HttpCode(200)
  @Requires('item.receive')
  receive(@CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Body() { items }: BulkReceiveDto): Promise<BulkReceiveResultDto[]> {
    return this.commands.receive({ actor, key }, items);
  }

  /** Gives up to 100 items to somebody of the office. */
  @Post('assign')
  @HttpCode(200)
  @Requires('queue.assign')
  assign(@CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Body() { items, to }: BulkAssignDto): Promise<BulkAssignResultDto[]> {
    return this.commands.assign({ actor, key }, items, to);
  }
}

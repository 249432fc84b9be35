import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { ItemCommands, type ItemRequest } from '../commands/item-commands';
import {
  CheckPromiseDto, CommandOutcomeDto, EndItemDto, EndProcedureDto, ProposeExtensionDto, ReasonedDto, StartProcedureDto, VersionDto,
} from './case-command.dto';
import { IdempotencyKey } from './idempotency-key.decorator';

/** What happens to an item case beside its process: pauses, extensions, promises, forwarding, early ends. */
@ApiTags('items')
@ApiBearerAuth()
@ApiHeader({ name: 'Idempotency-Key', required: true })
@Controller('cases/:caseId/items/:itemId')
export class ItemHandlingController {
  constructor(private readonly commands: ItemCommands) {}

  /** Starts a special procedure (特别程序): its time is not counted. */
  @Post('procedures')
  @HttpCode(200)
  @Requires('item.pause')
  startProcedure(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: StartProcedureDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'startProcedure', ...given });
  }

  /** Ends the special procedure. */
  @Post('procedures/end')
  @HttpCode(200)
  @Requires('item.pause')
  endProcedure(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: EndProcedureDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'endProcedure', ...given });
  }

  /** Proposes to extend the promise (延期), once. */
  @Post('extension')
  @HttpCode(200)
  @Requires('item.proposeExtension')
  proposeExtension(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: ProposeExtensionDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'proposeExtension', ...given });
  }

  /** Approves the extension: a head, and not who proposed it. */
  @Post('extension/approve')
  @HttpCode(200)
  @Requires('item.approveExtension')
  approveExtension(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: VersionDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'approveExtension', ...given });
  }

  /** Rejects the extension. */
  @Post('extension/reject')
  @HttpCode(200)
  @Requires('item.approveExtension')
  rejectExtension(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: ReasonedDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'rejectExtension', ...given });
  }

  /** The applicant has handed in the materials that could come later. */
  @Post('later-materials')
  @HttpCode(200)
  @Requires('case.answerCorrection')
  supplyLater(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: VersionDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'supplyLater', ...given });
  }

  /** Records whether a promise (告知承诺) was kept; once more, when what was found broken has been put right. */
  @Post('promise-check')
  @HttpCode(200)
  @Requires('item.checkPromise')
  checkPromise(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: CheckPromiseDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'checkPromise', ...given });
  }

  /** Withdraws the grant (撤销准予) of an item whose promise was found broken: a head, with reasons. */
  @Post('grant-withdrawal')
  @HttpCode(200)
  @Requires('item.withdrawGrant')
  withdrawGrant(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: ReasonedDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'withdrawGrant', ...given });
  }

  /** Forwards the item to the same department's office above (转报). */
  @Post('forward')
  @HttpCode(200)
  @Requires('item.forwardUp')
  forwardUp(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: ReasonedDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'forwardUp', ...given });
  }

  /** Ends the handling (终止), for example because the applicant has ceased to exist. */
  @Post('end')
  @HttpCode(200)
  @Requires('item.end')
  end(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: EndItemDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'end', ...given });
  }

  /** Reopens an item that was refused, not accepted, expired or ended: a supervisor, with reasons. */
  @Post('reopen')
  @HttpCode(200)
  @Requires('item.reopen')
  reopen(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: ReasonedDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'reopen', ...given });
  }

  private send(actor: Actor, key: string, version: number, caseId: string, itemId: string, asked: ItemRequest): Promise<CommandOutcomeDto> {
    return this.commands.execute({ actor, key, version }, { caseId, itemId }, asked);
  }
}

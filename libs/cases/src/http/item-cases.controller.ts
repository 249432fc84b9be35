import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { ItemCommands, type ItemRequest } from '../commands/item-commands';
import { CaseFormReader } from '../reading/case-form-reader';
import { ItemClocksDto, ItemFormDto, OpenCommandDto } from '../reading/case.dto';
import { ClockReader } from '../reading/clock-reader';
import { OpenCommands } from '../reading/open-commands';
import {
  AcceptDto, AnswerCorrectionDto, AskCorrectionAgainDto, AskCorrectionDto, CommandOutcomeDto, CompleteStepDto, DecideDto, IssueResultDto, NotAcceptDto,
  ReasonDto, VersionDto,
} from './case-command.dto';
import { IdempotencyKey } from './idempotency-key.decorator';

/** Item cases (办件): what offices do with them, and what their applicant answers. */
@ApiTags('items')
@ApiBearerAuth()
@ApiHeader({ name: 'Idempotency-Key', required: false, description: 'Needed for every command' })
@Controller('cases/:caseId/items/:itemId')
export class ItemCasesController {
  constructor(private readonly commands: ItemCommands, private readonly forms: CaseFormReader, private readonly open: OpenCommands, private readonly clocks: ClockReader) {}

  /** The fields that this item asks for, with their values. */
  @Get('form')
  @Header('Cache-Control', 'no-store')
  @Requires('case.readAsStaff')
  form(
    @CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string, @Param('itemId', ParseUUIDPipe) itemId: string,
  ): Promise<ItemFormDto> {
    return this.forms.getForItem(actor, caseId, itemId);
  }

  /** When its limits end, and how each date came about. */
  @Get('clock')
  @Header('Cache-Control', 'no-store')
  @Requires('case.read')
  clock(
    @CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string, @Param('itemId', ParseUUIDPipe) itemId: string,
  ): Promise<ItemClocksDto> {
    return this.clocks.explain(actor, caseId, itemId);
  }

  /** What one may do with this item now. */
  @Get('commands')
  @Header('Cache-Control', 'no-store')
  @Requires('item.readCommands')
  openCommands(
    @CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string, @Param('itemId', ParseUUIDPipe) itemId: string,
  ): Promise<OpenCommandDto[]> {
    return this.open.list(actor, caseId, itemId);
  }

  /** Takes what was handed in (收件); the five working days for acceptance begin. */
  @Post('receive')
  @HttpCode(200)
  @Requires('item.receive')
  receive(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version }: VersionDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'receive' });
  }

  /** Asks once for everything that must be corrected (补正告知). */
  @Post('corrections')
  @HttpCode(200)
  @Requires('item.askCorrection')
  askCorrection(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, points }: AskCorrectionDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'askCorrection', points });
  }

  /** The applicant's answer (补正). */
  @Post('corrections/answer')
  @HttpCode(200)
  @Requires('case.answerCorrection')
  answerCorrection(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, form }: AnswerCorrectionDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'answerCorrection', form });
  }

  /** Accepts (受理): the promised time begins. Materials may come later, or a promise stand for a check. */
  @Post('accept')
  @HttpCode(200)
  @Requires('item.accept')
  accept(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, later, onPromise }: AcceptDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'accept', later, onPromise });
  }

  /** Completes the present step of the item's process by one of its outcomes. */
  @Post('steps/:step')
  @HttpCode(200)
  @Requires('item.step')
  completeStep(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Param('step') step: string, @Body() { version, outcome, opinion }: CompleteStepDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'completeStep', step, outcome, opinion });
  }

  /** Decides (决定): grants, or refuses with reasons. */
  @Post('decision')
  @HttpCode(200)
  @Requires('item.decide')
  decide(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, step, outcome, reasons }: DecideDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'decide', step, outcome, reasons });
  }

  /** Issues the result (制证): it is put into the licence register and reaches the items that wait for it. */
  @Post('result')
  @HttpCode(200)
  @Requires('item.issueResult')
  issueResult(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, step, outcome, face }: IssueResultDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'issueResult', step, outcome, face });
  }

  /** Withdraws this item alone (撤回), until it is decided. */
  @Post('withdraw')
  @HttpCode(200)
  @Requires('case.withdraw')
  withdraw(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, reason }: ReasonDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'withdraw', reason });
  }

  /** Sends back what cannot be received as it is (预审退回). */
  @Post('return')
  @HttpCode(200)
  @Requires('item.returnForRework')
  returnForRework(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: AskCorrectionDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'returnForRework', ...given });
  }

  /** The applicant submits again after a return. */
  @Post('resubmit')
  @HttpCode(200)
  @Requires('case.answerCorrection')
  resubmit(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: AnswerCorrectionDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'resubmit', ...given });
  }

  /** Asks for corrections a second time before acceptance: a head's decision, with its reason. */
  @Post('corrections/again')
  @HttpCode(200)
  @Requires('item.askCorrectionAgain')
  askCorrectionAgain(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: AskCorrectionAgainDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'askCorrectionAgain', ...given });
  }

  /** Does not accept (不予受理), and says whose business it is, if another authority's. */
  @Post('not-accept')
  @HttpCode(200)
  @Requires('item.accept')
  notAccept(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('itemId', ParseUUIDPipe) itemId: string, @Body() { version, ...given }: NotAcceptDto,
  ): Promise<CommandOutcomeDto> {
    return this.send(actor, key, version, caseId, itemId, { type: 'notAccept', ...given });
  }

  private send(actor: Actor, key: string, version: number, caseId: string, itemId: string, asked: ItemRequest): Promise<CommandOutcomeDto> {
    return this.commands.execute({ actor, key, version }, { caseId, itemId }, asked);
  }
}

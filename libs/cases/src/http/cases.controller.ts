import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { BundleCommands } from '../commands/bundle-commands';
import { DraftCommands } from '../commands/draft-commands';
import { Submission } from '../commands/submission';
import { CaseFormReader } from '../reading/case-form-reader';
import { CaseLists } from '../reading/case-lists';
import { CaseReader } from '../reading/case-reader';
import { CaseDto, CaseFormDto, CorrectionDto, OpenCommandDto, OwnCasePageDto, TimelineEntryDto } from '../reading/case.dto';
import { OpenBundleCommands } from '../reading/open-bundle-commands';
import { CommandOutcomeDto, CreateCaseDto, DeliverDto, ReasonDto, SaveDraftDto, VersionDto } from './case-command.dto';
import { OwnCasesQueryDto } from './case-list.dto';
import { IdempotencyKey } from './idempotency-key.decorator';

/** One-things that somebody applies for: from the draft to delivery. */
@ApiTags('cases')
@ApiBearerAuth()
@Controller('cases')
export class CasesController {
  constructor(
    private readonly drafts: DraftCommands,
    private readonly submission: Submission,
    private readonly bundles: BundleCommands,
    private readonly reader: CaseReader,
    private readonly forms: CaseFormReader,
    private readonly lists: CaseLists,
    private readonly open: OpenBundleCommands,
  ) {}

  /** Begins an application for a one-thing. */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('case.draft')
  create(@CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Body() body: CreateCaseDto): Promise<CommandOutcomeDto> {
    return this.drafts.create({ actor, key }, body);
  }

  /** One's own cases, and those of the principals whose mandates one holds, newest first. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('case.read')
  async listOwn(@CurrentActor() actor: Actor, @Query() { limit = 20, ...question }: OwnCasesQueryDto): Promise<OwnCasePageDto> {
    const found = await this.lists.list(actor, { ...question, limit: limit + 1 });
    const entries = found.slice(0, limit);
    return { entries, next: found.length > limit ? entries.at(-1)!.id : undefined };
  }

  /** A case with its items: for its applicant, and for the offices that handle an item of it. */
  @Get(':caseId')
  @Header('Cache-Control', 'no-store')
  @Requires('case.read')
  get(@CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<CaseDto> {
    return this.reader.getCase(actor, caseId);
  }

  /** What one may do now with the one-thing as a whole. */
  @Get(':caseId/commands')
  @Header('Cache-Control', 'no-store')
  @Requires('case.read')
  openCommands(@CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<OpenCommandDto[]> {
    return this.open.list(actor, caseId);
  }

  /** What happened, in order. */
  @Get(':caseId/timeline')
  @Header('Cache-Control', 'no-store')
  @Requires('case.readTimeline')
  timeline(@CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<TimelineEntryDto[]> {
    return this.reader.getTimeline(actor, caseId);
  }

  /** What must be corrected now, by item. */
  @Get(':caseId/corrections')
  @Header('Cache-Control', 'no-store')
  @Requires('case.read')
  corrections(@CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<CorrectionDto[]> {
    return this.reader.getOpenCorrections(actor, caseId);
  }

  /** The merged form and materials of one's own case, with what was answered. */
  @Get(':caseId/form')
  @Header('Cache-Control', 'no-store')
  @Requires('case.read')
  form(@CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<CaseFormDto> {
    return this.forms.getOwn(actor, caseId);
  }

  /** Saves a draft. It may be incomplete; what is there must be right. */
  @Put(':caseId/draft')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('case.draft')
  save(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() { version, answers, form }: SaveDraftDto,
  ): Promise<CommandOutcomeDto> {
    return this.drafts.save({ actor, key, version }, caseId, { answers, form });
  }

  /** Throws a draft away. */
  @Post(':caseId/discard')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('case.draft')
  discard(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string, @Body() { version }: VersionDto,
  ): Promise<CommandOutcomeDto> {
    return this.drafts.discard({ actor, key, version }, caseId);
  }

  /** Submits a draft. What is missing or wrong is named, field by field. */
  @Post(':caseId/submit')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('case.submit')
  submit(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string, @Body() { version }: VersionDto,
  ): Promise<CommandOutcomeDto> {
    return this.submission.submit({ actor, key, version }, caseId);
  }

  /** Withdraws every item that is not decided yet. */
  @Post(':caseId/withdraw')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('case.withdraw')
  withdraw(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() { version, reason }: ReasonDto,
  ): Promise<CommandOutcomeDto> {
    return this.bundles.execute({ actor, key, version }, caseId, { type: 'requestWithdrawal', reason });
  }

  /** Hands over results, together or in parts, at the window of the lead department. */
  @Post(':caseId/deliver')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @Requires('item.deliver')
  deliver(
    @CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() { version, ...delivery }: DeliverDto,
  ): Promise<CommandOutcomeDto> {
    return this.bundles.execute({ actor, key, version }, caseId, { type: 'deliver', ...delivery });
  }
}

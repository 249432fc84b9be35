import { Body, Controller, Get, Header, HttpCode, Ip, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { authorise, CurrentActor, Requires } from '@onething/identity';
import { type Actor, DomainError } from '@onething/kernel';
import { ApprovalQueue } from '../approval-queue';
import { ApplicantSearch } from '../applicant-search';
import { Colleagues } from '../colleagues';
import { DeliveryQueue } from '../delivery-queue';
import { PromiseQueue } from '../promise-queue';
import { type QueueEntry, type QueuePage, QueueReader } from '../queue-reader';
import type { QueueSort } from '../queue-sql';
import { cursorOf, readCursor } from './queue-cursor';
import {
  ApprovalsDto, ApplicantPageDto, OpenPromisesDto, OpenPromisesQueryDto, ApplicantSearchDto, ColleagueDto, ColleaguesQueryDto, DeliveryQueuePageDto, DeliveryQueueQueryDto, QueueCountDto, QueueCountsQueryDto, QueuedItemDto, QueuePageDto, QueueQueryDto,
} from './queue.dto';

const MOST_APPROVALS = 100;

/** What waits in an office. */
@ApiTags('queues')
@ApiBearerAuth()
@Controller('queues')
export class QueueController {
  constructor(
    private readonly queues: QueueReader,
    private readonly applicants: ApplicantSearch,
    private readonly colleagues: Colleagues,
    private readonly deliveries: DeliveryQueue,
    private readonly approvals: ApprovalQueue,
    private readonly promises: PromiseQueue,
  ) {}

  /** Open item cases of the offices in which one holds a post. All filters that are given must hold. */
  @Get('items')
  @Header('Cache-Control', 'no-store')
  @Requires('queue.read')
  async items(@CurrentActor() actor: Actor, @Query() { after, limit = 20, sort = 'due', ...filter }: QueueQueryDto): Promise<QueuePageDto> {
    const page = await this.queues.page(actor, { ...filter, sort, limit, after: after === undefined ? undefined : readCursor(after, sort) });
    return pageOf(page, limit, sort);
  }

  /** How many items stand in which state and light, by office: for tabs. */
  @Get('counts')
  @Header('Cache-Control', 'no-store')
  @Requires('queue.read')
  counts(@CurrentActor() actor: Actor, @Query() office: QueueCountsQueryDto): Promise<QueueCountDto[]> {
    return this.queues.counts(actor, office);
  }

  /** Cases whose results are made and wait to be handed over at the window of the lead department, the oldest first. */
  @Get('deliveries')
  @Header('Cache-Control', 'no-store')
  @Requires('item.deliver')
  async toDeliver(@CurrentActor() actor: Actor, @Query() { after, limit = 20 }: DeliveryQueueQueryDto): Promise<DeliveryQueuePageDto> {
    const found = await this.deliveries.page(actor, { after, limit });
    const entries = found.slice(0, limit);
    return { entries, next: found.length > limit ? entries.at(-1)?.caseId : undefined };
  }

  /** What waits for the approval of a head: extensions that somebody else has proposed. */
  @Get('approvals')
  @Header('Cache-Control', 'no-store')
  @Requires('item.approveExtension')
  async toApprove(@CurrentActor() actor: Actor): Promise<ApprovalsDto> {
    return { extensions: await this.approvals.list(actor, MOST_APPROVALS) };
  }

  /** Promises (告知承诺) of one's offices that are to be checked, or to be put right and checked again; of granted items too. */
  @Get('promises')
  @Header('Cache-Control', 'no-store')
  @Requires('item.checkPromise')
  async toCheck(@CurrentActor() actor: Actor, @Query() { department, division, dueTo, limit = 100 }: OpenPromisesQueryDto): Promise<OpenPromisesDto> {
    return { promises: await this.promises.list(actor, { departmentCode: department, divisionCode: division, dueTo, limit }) };
  }

  /** Open items of an applicant whose whole number or name is known, in the offices in which one holds a post. */
  @Post('applicant-search')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('queue.search')
  async search(
    @CurrentActor() actor: Actor, @Ip() address: string, @Req() { id: requestId }: { id: string }, @Body() { number, name, after, limit = 20 }: ApplicantSearchDto,
  ): Promise<ApplicantPageDto> {
    if ((number === undefined) === (name === undefined)) throw oneOfBoth();
    const question = { number, name, limit, after: after === undefined ? undefined : readCursor(after, 'due') };
    const page = await this.applicants.find(actor, question, { address, requestId });
    return { ...pageOf(page, limit, 'due'), ...(page.incomplete ? { incomplete: true } : {}) };
  }

  /** Who handles cases in an office: to hand over, assign, stand in. */
  @Get('colleagues')
  @Header('Cache-Control', 'no-store')
  @Requires('queue.read')
  async listColleagues(@CurrentActor() actor: Actor, @Query() { department, division }: ColleaguesQueryDto): Promise<ColleagueDto[]> {
    const office = { departmentCode: department, divisionCode: division };
    authorise(actor, 'queue.read', office);
    return this.colleagues.list(office);
  }
}

function pageOf({ entries, total, atLeast, incomplete }: QueuePage, limit: number, sort: QueueSort): QueuePageDto {
  const shown = entries.slice(0, limit);
  return { entries: shown.map(viewOf), total, ...(atLeast ? { atLeast } : {}), ...(incomplete ? { incomplete } : {}), next: entries.length > limit ? cursorOf(shown.at(-1)!, sort) : undefined };
}

function viewOf(entry: QueueEntry): QueuedItemDto {
  const { caseId, itemId, oneThing, oneThingName, item, itemName, department, division, state, step, stepName, waitsFor, light, dueOn, provisional } = entry;
  const { receiptNumber, caseNumber, submittedAt, version, claimedBy, claimedSince, claimVersion } = entry;
  return {
    caseId, itemId, oneThing, oneThingName, item, itemName, department, division, state, step, stepName, waitsFor, light, dueOn, provisional, receiptNumber,
    caseNumber, submittedAt, version, claim: claimedBy === null ? null : { accountId: claimedBy, since: claimedSince! }, claimVersion,
  };
}

function oneOfBoth(): DomainError {
  const message = 'Give either the number or the whole name of the applicant, not both.';
  const fields = [{ field: 'number', code: 'CASES.APPLICANT_UNCLEAR', message }];
  return new DomainError('invalid', 'CASES.APPLICANT_UNCLEAR', message, { fields });
}

import { Injectable } from '@nestjs/common';
import type { ChainedEvent, Follower } from '@onething/cases';
import { AccountRegister } from '@onething/identity';
import { JobQueues } from '@onething/jobs';
import type { Transaction } from '@onething/persistence';
import { CHANNELS, type Notice, type NoticeData } from './domain/notice';
import { deliveryId, jobId, noticeId } from './domain/notice-ids';
import { DELIVERY_QUEUE, type DeliveryJob } from './delivering/delivery-queue';
import { type NoticeRule, rulesFor } from './event-notices';
import { type NoticeCase, NoticeCases } from './notice-cases.port';
import { NoticeChannels } from './notice-channels';
import { DeliveryRepository, type NewDelivery } from './persistence/delivery.repository';
import { NoticeRepository } from './persistence/notice.repository';

type EventRule = NoticeRule<ChainedEvent['payload']>;

const DESKS = { handlers: ['clerk', 'reviewer', 'head'], heads: ['head'] } as const;

/**
 * Follows the cases and writes notices: into the inbox, and as deliveries with their jobs, all in the transaction that moves its
 * position. Nothing is sent here, so no mail server can hold it up.
 */
@Injectable()
export class NoticeWriter implements Follower {
  readonly name = 'notices';

  constructor(
    private readonly cases: NoticeCases,
    private readonly accounts: AccountRegister,
    private readonly channels: NoticeChannels,
    private readonly notices: NoticeRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly jobs: JobQueues,
  ) {}

  async handle(tx: Transaction, events: ChainedEvent[]): Promise<void> {
    const found = new Map<string, Promise<NoticeCase | undefined>>();
    const notices: Notice[] = [];
    for (const event of events) {
      const rules = rulesFor(event.type, event.payload);
      if (rules.length === 0) continue;
      if (!found.has(event.caseId)) found.set(event.caseId, this.cases.find(event.caseId));
      const noticeCase = await found.get(event.caseId);
      if (!noticeCase) continue;
      for (const rule of rules) notices.push(...(await this.noticesOf(event, rule, noticeCase)));
    }
    if (notices.length === 0) return;
    await this.notices.insert(tx, notices);
    await this.enqueueDeliveries(tx, notices);
  }

  private async noticesOf(event: ChainedEvent, rule: EventRule, noticeCase: NoticeCase): Promise<Notice[]> {
    const data = { ...dataOf(event, noticeCase), ...rule.data?.(event.payload) };
    const accountIds = rule.to === 'applicant' ? partiesOf(noticeCase) : await this.desksOf(event, rule.to);
    return accountIds.map((accountId) => ({
      id: noticeId(event, rule.kind, accountId), accountId, caseId: event.caseId, itemId: event.itemId, kind: rule.kind, data,
      createdAt: event.recordedAt, readAt: null,
    }));
  }

  private async desksOf({ payload: { scope } }: ChainedEvent, desks: keyof typeof DESKS): Promise<string[]> {
    if (scope.department === undefined) return [];
    return this.accounts.findAccountsAt({ departmentCode: scope.department, divisionCode: scope.division }, DESKS[desks]);
  }

  /** Jobs only for deliveries that were not there before. */
  private async enqueueDeliveries(tx: Transaction, notices: readonly Notice[]): Promise<void> {
    const planned: NewDelivery[] = [];
    const open = new Map<string, Promise<readonly (typeof CHANNELS)[number][]>>();
    for (const { id, accountId, createdAt } of notices) {
      if (!open.has(accountId)) open.set(accountId, this.openChannels(accountId));
      const channels = await open.get(accountId)!;
      const notice = { id, createdAt };
      planned.push(...channels.map((channel) => ({ id: deliveryId(notice, channel), noticeId: id, channel, createdAt })));
    }
    if (planned.length === 0) return;
    const fresh = await this.deliveries.insert(tx, planned);
    const jobs = planned.filter(({ id }) => fresh.has(id))
      .map((delivery) => ({ id: jobId(delivery, 0), data: { deliveryId: delivery.id, round: 0 } satisfies DeliveryJob }));
    await this.jobs.enqueue(tx, DELIVERY_QUEUE, jobs);
  }

  private async openChannels(accountId: string): Promise<readonly (typeof CHANNELS)[number][]> {
    const reached = await this.channels.find(accountId);
    return reached ? CHANNELS.filter((channel) => reached.obstacles[channel] === undefined) : [];
  }
}

const partiesOf = ({ applicantAccountId, agentAccountId }: NoticeCase): string[] =>
  (agentAccountId === null ? [applicantAccountId] : [applicantAccountId, agentAccountId]);

function dataOf({ itemId, payload: { scope } }: ChainedEvent, noticeCase: NoticeCase): NoticeData {
  const receiptNumber = noticeCase.items.find((item) => item.itemId === itemId)?.receiptNumber;
  const { oneThing, oneThingVersion, division, item, department } = scope;
  return {
    oneThing, oneThingVersion, division,
    ...(noticeCase.number === null ? {} : { caseNumber: noticeCase.number }),
    ...(item === undefined ? {} : { item }), ...(department === undefined ? {} : { department }),
    ...(receiptNumber ? { receiptNumber } : {}),
  };
}

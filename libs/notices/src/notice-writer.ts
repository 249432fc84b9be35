import { Injectable } from '@nestjs/common';
import type { ChainedEvent, Follower } from '@onething/cases';
import { CatalogueService } from '@onething/catalogue';
import { AccountRegister } from '@onething/identity';
import type { Transaction } from '@onething/persistence';
import type { Notice, NoticeData } from './domain/notice';
import { noticeId } from './domain/notice-ids';
import { type NoticeRule, type Recipient, rulesFor } from './event-notices';
import { type NoticeCase, NoticeCases, partiesOf } from './notice-cases.port';
import { NoticeOutbox } from './notice-outbox';

type EventRule = NoticeRule<ChainedEvent['payload']>;

const DESKS = { handlers: ['clerk', 'reviewer', 'head'], heads: ['head'], leadOffice: ['clerk', 'head'] } as const;

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
    private readonly catalogue: CatalogueService,
    private readonly outbox: NoticeOutbox,
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
    await this.outbox.put(tx, notices);
  }

  private async noticesOf(event: ChainedEvent, rule: EventRule, noticeCase: NoticeCase): Promise<Notice[]> {
    const data = { ...dataOf(event, noticeCase), ...rule.data?.(event.payload) };
    const accountIds = rule.to === 'applicant' ? partiesOf(noticeCase) : await this.officialsOf(event, rule.to, noticeCase);
    return accountIds.map((accountId) => ({
      id: noticeId(event, rule.kind, accountId), accountId, caseId: event.caseId, itemId: event.itemId, kind: rule.kind, data,
      createdAt: event.recordedAt, readAt: null,
    }));
  }

  private async officialsOf(event: ChainedEvent, to: Exclude<Recipient, 'applicant'>, { items }: NoticeCase): Promise<string[]> {
    if (to !== 'responsible') return this.desksOf(event, to);
    const claimedBy = items.find((item) => item.itemId === event.itemId)?.claimedBy ?? null;
    return claimedBy === null ? this.desksOf(event, 'handlers') : [...new Set([claimedBy, ...(await this.desksOf(event, 'heads'))])];
  }

  /** What concerns the whole is for the office of the lead department (牵头部门), which hands over its results. */
  private async desksOf({ payload: { scope } }: ChainedEvent, desks: keyof typeof DESKS): Promise<string[]> {
    const departmentCode = desks === 'leadOffice' ? await this.leadOf(scope) : scope.department;
    if (departmentCode === undefined) return [];
    return this.accounts.findAccountsAt({ departmentCode, divisionCode: scope.division }, DESKS[desks]);
  }

  private async leadOf({ oneThing, oneThingVersion }: ChainedEvent['payload']['scope']): Promise<string> {
    return (await this.catalogue.getPublished(oneThing, oneThingVersion)).oneThing.leadDepartment;
  }
}

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

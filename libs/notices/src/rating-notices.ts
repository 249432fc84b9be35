import { Injectable } from '@nestjs/common';
import { AccountRegister } from '@onething/identity';
import type { Transaction } from '@onething/persistence';
import { type RatingEvent, RatingEventFeed, type RatingEventType } from '@onething/ratings';
import type { Notice, NoticeData } from './domain/notice';
import { noticeId } from './domain/notice-ids';
import type { NoticeKind } from './domain/notice-kinds';
import { type NoticeCase, NoticeCases } from './notice-cases.port';
import { NoticeOutbox } from './notice-outbox';
import { FeedProgress } from './persistence/feed-progress';

/** So long the link of an invitation serves, ms. */
const LINK_MS = 180 * 86_400_000;

type Recipient = 'rater' | 'unit' | 'heads' | 'supervisors';
type Payload = Partial<Record<'dueOn' | 'callBackDueOn' | 'secondRatingUntil' | 'department' | 'to', string | null>>;

interface Rule {
  kind: NoticeKind;
  to: Recipient;
  when?: (payload: Payload) => boolean;
  data?: (payload: Payload, event: RatingEvent) => Partial<NoticeData>;
}

const link = (_: Payload, { occurredAt, caseId }: RatingEvent): Partial<NoticeData> => ({ ratingLink: { caseId, expiresAt: occurredAt + LINK_MS } });
const days = ({ dueOn, callBackDueOn }: Payload): Partial<NoticeData> => ({ ...(dueOn ? { dueOn } : {}), ...(callBackDueOn ? { until: callBackDueOn } : {}) });

/** Which facts of ratings make which notices: agents are told of none, for nobody rates for another. */
export const RATING_NOTICES: Partial<Record<RatingEventType, readonly Rule[]>> = {
  ratingInvited: [{ kind: 'ratingInvitation', to: 'rater', data: link }],
  ratingReminded: [{ kind: 'ratingReminder', to: 'rater', data: link }],
  badRatingDispatched: [{ kind: 'badRatingDispatched', to: 'unit', data: days }],
  badRatingEscalated: [
    { kind: 'badRatingDue', to: 'heads', when: ({ to }) => to === 'head', data: days },
    { kind: 'badRatingOverdue', to: 'supervisors', when: ({ to }) => to === 'supervisor', data: days },
  ],
  badRatingAnswered: [{ kind: 'badRatingAnswered', to: 'rater' }],
};

/** Follows the facts of ratings and writes notices of them, in the transaction that moves its position. */
@Injectable()
export class RatingNotices {
  constructor(
    private readonly feed: RatingEventFeed,
    private readonly progress: FeedProgress,
    private readonly cases: NoticeCases,
    private readonly accounts: AccountRegister,
    private readonly outbox: NoticeOutbox,
  ) {}

  /** Tells of the next facts. @returns how many there were; 0 also while another worker is at it */
  follow(): Promise<number> {
    return this.progress.follow('ratings', {
      read: async (tx, after, limit) => {
        const { events: entries, next } = await this.feed.read(tx, after, limit);
        return { entries, next };
      },
      tell: (tx, entry) => this.tell(tx, entry),
    });
  }

  private async tell(tx: Transaction, event: RatingEvent): Promise<void> {
    const payload = event.payload as Payload;
    const rules = (RATING_NOTICES[event.type] ?? []).filter(({ when }) => when?.(payload) ?? true);
    const noticeCase = rules.length === 0 ? undefined : await this.cases.find(event.caseId);
    if (!noticeCase) return;
    for (const { kind, to, data } of rules) {
      const accountIds = await this.recipientsOf(to, event, noticeCase);
      const told = { ...dataOf(event, noticeCase), ...data?.(payload, event) };
      await this.outbox.put(tx, accountIds.map((accountId): Notice => ({
        id: noticeId({ hash: `rating ${event.id}`, recordedAt: event.occurredAt }, kind, accountId), accountId, caseId: event.caseId, itemId: null, kind,
        data: told, createdAt: event.occurredAt, readAt: null,
      })));
    }
  }

  private async recipientsOf(to: Recipient, { payload }: RatingEvent, { applicantAccountId }: NoticeCase): Promise<string[]> {
    if (to === 'rater') return applicantAccountId === null ? [] : [applicantAccountId];
    const { division } = payload;
    if (to === 'supervisors') return this.accounts.findSupervisorsOf(division);
    const { department } = payload as Payload;
    return this.accounts.findAccountsAt({ departmentCode: department ?? '', divisionCode: division }, to === 'heads' ? ['head'] : ['clerk', 'head']);
  }
}

function dataOf({ payload }: RatingEvent, { oneThing, oneThingVersion, division, number }: NoticeCase): NoticeData {
  const { department } = payload as Payload;
  return {
    oneThing, oneThingVersion, division: department ? payload.division : division,
    ...(number === null ? {} : { caseNumber: number }), ...(department ? { department } : {}),
  };
}

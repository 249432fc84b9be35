import { Injectable } from '@nestjs/common';
import { AccountRegister } from '@onething/identity';
import { civilDate } from '@onething/kernel';
import { ConsentFeed, type ConsentStepTaken } from '@onething/licences';
import type { Transaction } from '@onething/persistence';
import type { Notice } from './domain/notice';
import { noticeId } from './domain/notice-ids';
import type { NoticeKind } from './domain/notice-kinds';
import { NoticeCases, partiesOf } from './notice-cases.port';
import { NoticeOutbox } from './notice-outbox';
import { FeedProgress } from './persistence/feed-progress';

/** Who is told of which step of a consent (授权用证): its holder that it is asked for, the asker what the holder has decided. */
export const CONSENT_NOTICES = {
  asked: { kind: 'consentAsked', to: 'holder' },
  granted: { kind: 'consentGranted', to: 'asker' },
  refused: { kind: 'consentRefused', to: 'asker' },
  revoked: { kind: 'consentRevoked', to: 'asker' },
} as const satisfies Record<ConsentStepTaken['to'], { kind: NoticeKind; to: 'holder' | 'asker' }>;

/** Follows the consents and writes notices of them, in the transaction that moves its position. */
@Injectable()
export class ConsentNotices {
  constructor(
    private readonly feed: ConsentFeed,
    private readonly progress: FeedProgress,
    private readonly cases: NoticeCases,
    private readonly accounts: AccountRegister,
    private readonly outbox: NoticeOutbox,
  ) {}

  /** Tells of the next steps. @returns how many there were; 0 also while another worker is at it */
  follow(): Promise<number> {
    return this.progress.follow('consents', {
      read: async (tx, after, limit) => {
        const { steps: entries, next } = await this.feed.read(tx, after, limit);
        return { entries, next };
      },
      tell: (tx, entry) => this.tell(tx, entry),
    });
  }

  private async tell(tx: Transaction, step: ConsentStepTaken): Promise<void> {
    const noticeCase = await this.cases.find(step.caseId);
    if (!noticeCase) return;
    const { consentId, seq, caseId, scope, expiresAt, occurredAt } = step;
    const { kind, to } = CONSENT_NOTICES[step.to];
    const { oneThing, oneThingVersion, division } = noticeCase;
    const data = { oneThing, oneThingVersion, division, licences: scope, until: civilDate(expiresAt) };
    const accountIds = to === 'asker' ? partiesOf(noticeCase) : await this.holdersOf(step);
    await this.outbox.put(tx, accountIds.map((accountId): Notice => ({
      id: noticeId({ hash: `consent ${consentId} ${seq}`, recordedAt: occurredAt }, kind, accountId), accountId, caseId, itemId: null, kind, data,
      createdAt: occurredAt, readAt: null,
    })));
  }

  /** Nobody, while the number that was asked for belongs to nobody: whoever registers with it finds the request there. */
  private holdersOf({ holderPersonId }: ConsentStepTaken): Promise<string[]> {
    return holderPersonId === null ? Promise.resolve([]) : this.accounts.findResidentAccounts(holderPersonId);
  }
}

import { Injectable } from '@nestjs/common';
import { MandateChanges, type MandateNews } from '@onething/identity';
import { Database } from '@onething/persistence';
import type { Notice } from './domain/notice';
import { mandateNoticeId } from './domain/notice-ids';
import type { NoticeKind } from './domain/notice-kinds';
import { NoticeOutbox } from './notice-outbox';

/** Which changes make which notices. */
export const MANDATE_NOTICES = {
  offered: 'mandateOffered', accepted: 'mandateAccepted', declined: 'mandateDeclined', revoked: 'mandateRevoked', givenUp: 'mandateGivenUp',
  expiring: 'mandateExpiring',
} as const satisfies Record<MandateNews['what'], NoticeKind>;

/** Tells the other side of a mandate what happened to it. */
@Injectable()
export class MandateNotices {
  constructor(
    private readonly database: Database,
    private readonly changes: MandateChanges,
    private readonly outbox: NoticeOutbox,
  ) {}

  /** @returns how many changes were told */
  async tellBatch(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const { taken, news } = await this.changes.take(tx);
      await this.outbox.put(tx, news.map(noticeOf));
      return taken;
    });
  }

  noteExpiring(): Promise<void> {
    return this.changes.noteExpiring();
  }
}

const noticeOf = ({ changeId, what, accountId, mandateId, personId, until, at }: MandateNews): Notice => ({
  id: mandateNoticeId({ id: changeId, at }, accountId), accountId, caseId: null, itemId: null, kind: MANDATE_NOTICES[what],
  data: { mandateId, until, ...(personId === null ? {} : { personId }) }, createdAt: at, readAt: null,
});

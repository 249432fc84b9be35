import { Injectable } from '@nestjs/common';
import { CorrectionNews, type CorrectionOutcome } from '@onething/identity';
import { Database } from '@onething/persistence';
import type { Notice } from './domain/notice';
import { correctionNoticeId } from './domain/notice-ids';
import type { NoticeKind } from './domain/notice-kinds';
import { NoticeOutbox } from './notice-outbox';

/** Which end of a correction makes which notice. */
export const CORRECTION_NOTICES = { corrected: 'dataCorrected', refused: 'dataNotCorrected' } as const satisfies Record<CorrectionOutcome['state'], NoticeKind>;

/** Tells a person what became of the correction that they asked for. */
@Injectable()
export class CorrectionNotices {
  constructor(private readonly database: Database, private readonly news: CorrectionNews, private readonly outbox: NoticeOutbox) {}

  /** @returns how many were told */
  async tellBatch(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const outcomes = await this.news.take(tx);
      await this.outbox.put(tx, outcomes.map(noticeOf));
      return outcomes.length;
    });
  }
}

/** Neither the old nor the new value: an SMS lies open on a locked screen. */
const noticeOf = ({ id, accountId, state, at }: CorrectionOutcome): Notice => ({
  id: correctionNoticeId({ id, at }), accountId, caseId: null, itemId: null, kind: CORRECTION_NOTICES[state], data: { correctionId: id }, createdAt: at, readAt: null,
});

import { Inject, Injectable } from '@nestjs/common';
import type { ChainedEvent, Follower } from '@onething/cases';
import { CLOCK, type Clock } from '@onething/kernel';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import type { RatingRules } from './domain/rating-rules';
import { RatingEventRepository } from './persistence/rating-event.repository';
import { RATING_RULES } from './rating-config.file';
import { RateableCases } from './rateable-cases.port';

const DAY_MS = 86_400_000;
const REMINDED_AT_ONCE = 100;

/** Once a case, also when it was completed again after a reopening. */
const INVITE: Statement = {
  name: 'ratings.invite',
  text: `INSERT INTO onething.rating_invitation (case_id, invited_at, remind_at, expires_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING case_id`,
};
/** Those that were rated meanwhile, and those that have expired, are done, and reminded of nothing. */
const TAKE_DUE: Statement = {
  name: 'ratings.take-reminders',
  text: `UPDATE onething.rating_invitation i SET reminded_at = $1
    WHERE case_id IN (SELECT case_id FROM onething.rating_invitation WHERE reminded_at IS NULL AND remind_at <= $1 ORDER BY remind_at LIMIT $2 FOR UPDATE SKIP LOCKED)
    RETURNING case_id AS "caseId", expires_at <= $1 OR EXISTS (SELECT FROM onething.rating r WHERE r.case_id = i.case_id AND r.stage = 'completion') AS "isDone"`,
};

/** Invites everybody whose matter has ended to rate it (评价邀请), and reminds them once. Nobody is asked a third time. */
@Injectable()
export class RatingInvitations implements Follower {
  readonly name = 'rating invitations';

  constructor(
    private readonly database: Database,
    private readonly events: RatingEventRepository,
    private readonly cases: RateableCases,
    @Inject(RATING_RULES) private readonly rules: RatingRules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle(tx: Transaction, events: ChainedEvent[]): Promise<void> {
    const { remindAfterDays, expiresAfterDays } = this.rules.invitation;
    for (const { caseId, recordedAt, payload } of events.filter(({ type }) => type === 'completed')) {
      const [at, remindAt, expiresAt] = [0, remindAfterDays, expiresAfterDays].map((days) => new Date(recordedAt + days * DAY_MS));
      if ((await tx.query(INVITE, [caseId, at, remindAt, expiresAt])).length === 0) continue;
      await this.put(tx, 'ratingInvited', caseId, recordedAt, payload.scope);
    }
  }

  /** @returns how many were looked at */
  async remindBatch(): Promise<number> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      const due = await tx.query<{ caseId: string; isDone: boolean }>(TAKE_DUE, [new Date(now), REMINDED_AT_ONCE]);
      for (const { caseId } of due.filter(({ isDone }) => !isDone)) {
        const rated = await this.cases.findRateable(caseId);
        if (rated) await this.put(tx, 'ratingReminded', caseId, now, rated);
      }
      return due.length;
    });
  }

  private put(tx: Transaction, type: 'ratingInvited' | 'ratingReminded', caseId: string, at: number, { oneThing, division }: { oneThing: string; division: string }): Promise<void> {
    return this.events.put(tx, { type, caseId, ratingId: null, badRatingId: null, actorId: null, occurredAt: at, payload: { oneThing, division } });
  }
}

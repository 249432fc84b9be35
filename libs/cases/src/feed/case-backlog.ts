import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';

/** Of each follower, when the oldest event was recorded that it has not handled. */
const FOLLOWERS: Statement = {
  name: 'cases.follower-lags',
  text: `SELECT f.name, e.recorded_at AS "recordedAt" FROM follower_position f
    LEFT JOIN LATERAL (SELECT recorded_at FROM case_event e WHERE (e.xid, e.position) > (f.xid, f.position) ORDER BY e.xid, e.position LIMIT 1) e ON true`,
};
const PENDING: Statement = {
  name: 'cases.count-pending',
  text: 'SELECT count(*) AS due, coalesce(max(attempts), 0) AS attempts FROM pending_command WHERE due_at IS NULL OR due_at <= $1',
};

export interface Backlog {
  /** How long the oldest event waits that the follower of that name has not handled, seconds; 0 when it has handled all. */
  followers: { name: string; seconds: number }[];
  /** Commands that are due and not performed yet. */
  pendingCommands: number;
  /** Tries of the one that has failed most often. */
  mostAttempts: number;
}

/** What the workers have not done yet. */
@Injectable()
export class CaseBacklog {
  constructor(private readonly database: Database, @Inject(CLOCK) private readonly clock: Clock) {}

  async read(): Promise<Backlog> {
    const now = this.clock.now();
    const followers = await this.database.query<{ name: string; recordedAt: Date | null }>(FOLLOWERS, []);
    const [pending] = await this.database.query<{ due: number; attempts: number }>(PENDING, [new Date(now)]);
    return {
      followers: followers.map(({ name, recordedAt }) => ({ name, seconds: recordedAt ? Math.max(now - recordedAt.getTime(), 0) / 1000 : 0 })),
      pendingCommands: pending!.due,
      mostAttempts: pending!.attempts,
    };
  }
}

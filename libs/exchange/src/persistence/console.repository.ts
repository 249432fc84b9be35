import { Injectable } from '@nestjs/common';
import type { CivilDate } from '@onething/kernel';
import { Database } from '@onething/persistence';

/** What waits for the hub on the way to a peer. */
export interface PeerBacklog {
  peer: string;
  /** Conversations, and single messages, in which something waits. */
  lanes: number;
  oldest: Date;
  /** Of the lane that has failed most often. */
  attempts: number;
  lastError: string | null;
}

/** Answers of a peer. */
export interface PeerAnswers {
  peer: string;
  answered: number;
  refused: number;
  /** From the moment that a message was written to that of its answer, seconds. */
  median: number;
  p95: number;
}

export interface HubReading {
  number: number;
  /** When the hub received what was read last. */
  at: Date | null;
  pulledAt: Date | null;
  failure: string | null;
  failedSince: Date | null;
}

/** A conversation of which this side has forgotten messages of its own. */
export interface CatchingUp {
  peer: string;
  conversation: string;
  missing: number;
  noticedAt: Date;
}

export interface ReconciledDay {
  peer: string;
  day: CivilDate;
  statedAt: Date | null;
  stated: number;
  comparedAt: Date | null;
  compared: number;
  missingHere: number;
  missingThere: number;
  contradictions: number;
}

export interface Waiting {
  lanes: number;
  oldest: Date | null;
  quarantined: number;
  failedSince: Date | null;
  deliveries: number;
  parked: number;
}

const BACKLOG = {
  name: 'exchange.console-backlog',
  text: `SELECT peer, count(*) AS lanes, min(since) AS oldest, max(attempts) AS attempts,
      (array_agg(last_error ORDER BY attempts DESC, lane) FILTER (WHERE last_error IS NOT NULL))[1] AS "lastError"
    FROM exchange_lane GROUP BY peer`,
};
const ANSWERS = {
  name: 'exchange.console-answers',
  text: `SELECT peer, count(*) AS answered, count(*) FILTER (WHERE outcome = 'refused') AS refused,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - enqueued_at)) AS median,
      percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - enqueued_at)) AS p95
    FROM exchange_outgoing WHERE answered_at > $1 AND sequence > 0 GROUP BY peer`,
};
const REFUSED_HERE = {
  name: 'exchange.console-refused-here',
  text: 'SELECT peer, count(*) AS refused FROM exchange_quarantine WHERE at > $1 AND peer IS NOT NULL GROUP BY peer',
};
const HUB = { name: 'exchange.console-hub', text: 'SELECT number, at, pulled_at AS "pulledAt", failure, failed_since AS "failedSince" FROM exchange_state' };
const CATCHING_UP = {
  name: 'exchange.console-catching-up',
  text: `SELECT peer, conversation, count(*) AS missing, min(noticed_at) AS "noticedAt" FROM exchange_forgotten WHERE restored_at IS NULL
    GROUP BY peer, conversation ORDER BY min(noticed_at), conversation LIMIT $1`,
};
const DAYS = {
  name: 'exchange.console-days',
  text: `SELECT peer, day::text AS day, stated_at AS "statedAt", stated, compared_at AS "comparedAt", compared, missing_here AS "missingHere",
      missing_there AS "missingThere", contradictions
    FROM exchange_reconciliation WHERE day >= $1::date ORDER BY exchange_reconciliation.day DESC, peer LIMIT $2`,
};
const WAITING = {
  name: 'exchange.console-waiting',
  text: `SELECT (SELECT count(*) FROM exchange_lane) AS lanes, (SELECT min(since) FROM exchange_lane) AS oldest,
    (SELECT count(*) FROM exchange_quarantine WHERE state = 'open') AS quarantined, (SELECT failed_since FROM exchange_state) AS "failedSince",
    (SELECT count(*) FROM exchange_delivery WHERE state = 'waiting') AS deliveries, (SELECT count(*) FROM exchange_delivery WHERE state = 'parked') AS parked`,
};

/** How the exchange stands: reads only. */
@Injectable()
export class ConsoleRepository {
  constructor(private readonly database: Database) {}

  listBacklog(): Promise<PeerBacklog[]> {
    return this.database.query<PeerBacklog>(BACKLOG, []);
  }

  listAnswers(since: Date): Promise<PeerAnswers[]> {
    return this.database.query<PeerAnswers>(ANSWERS, [since]);
  }

  /** What was refused here, by the peer that it said it came from. */
  listRefusedHere(since: Date): Promise<{ peer: string; refused: number }[]> {
    return this.database.query(REFUSED_HERE, [since]);
  }

  async getHubReading(): Promise<HubReading> {
    return (await this.database.query<HubReading>(HUB, []))[0]!;
  }

  /** Those that have waited longest first. */
  listCatchingUp(limit: number): Promise<CatchingUp[]> {
    return this.database.query<CatchingUp>(CATCHING_UP, [limit]);
  }

  listDays(since: CivilDate, limit: number): Promise<ReconciledDay[]> {
    return this.database.query<ReconciledDay>(DAYS, [since, limit]);
  }

  async getWaiting(): Promise<Waiting> {
    return (await this.database.query<Waiting>(WAITING, []))[0]!;
  }
}

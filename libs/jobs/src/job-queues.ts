import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { withoutInput } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { type Db, PgBoss } from 'pg-boss';
import { JOB_SCHEMA } from './job-schema';

/** How a job that failed is tried again. The pauses double, with some chance in them, up to the longest. */
export interface RetryPolicy {
  /** Tries after the first one. */
  retries: number;
  /** Seconds before the second try; 0 tries again at once, every time. */
  firstPauseSeconds: number;
  longestPauseSeconds: number;
  /** After so many seconds under way a job counts as failed: its worker was killed. */
  expireSeconds: number;
}

/** A job to be done. The same id is taken once, for as long as the job is kept (seven days after its end). */
export interface NewJob<Data extends object> {
  /** A UUID. */
  id: string;
  data: Data;
}

/** A job that this process does now. `retryCount` tells its tries apart. */
export interface ClaimedJob<Data> {
  id: string;
  data: Data;
  retryCount: number;
}

/** Where jobs go whose last try has failed, until somebody has taken note of them. */
const givenUpOf = (queue: string) => `${queue}.given-up`;
const GIVEN_UP_POLICY: RetryPolicy = { retries: 1_000, firstPauseSeconds: 60, longestPauseSeconds: 3_600, expireSeconds: 60 };

/**
 * Queues of work that needs retries, over pg-boss: mail, SMS, exchange. Never a deadline of the field: pg-boss counts by the
 * database's clock. Nothing here polls or times by itself; a duty of the worker claims jobs, another one does the upkeep.
 */
@Injectable()
export class JobQueues implements OnApplicationShutdown {
  private readonly log = new Logger('Jobs');
  private readonly own: Db;
  private readonly policies = new Map<string, RetryPolicy>();
  private started: Promise<PgBoss> | undefined;

  constructor(private readonly database: Database) {
    this.own = { executeSql: (text, values) => this.database.execute(text, values) };
  }

  /** Names a queue and its policy; to be called before the queue is used, by every process that uses it. */
  define(queue: string, policy: RetryPolicy): void {
    this.policies.set(queue, policy);
  }

  /** Adds jobs as part of the transaction; those whose id is there already are left as they are. */
  async enqueue<Data extends object>(tx: Transaction, queue: string, jobs: NewJob<Data>[]): Promise<void> {
    if (jobs.length > 0) await (await this.boss()).insert(queue, jobs, { db: within(tx) });
  }

  /** Takes up to `limit` jobs that are due; no other worker gets them until they are settled or expire. */
  async claim<Data>(queue: string, limit: number): Promise<ClaimedJob<Data>[]> {
    const jobs = await (await this.boss()).fetch<Data>(queue, { batchSize: limit });
    return jobs.map(({ id, data, retryCount }) => ({ id, data, retryCount }));
  }

  /** Takes up to `limit` jobs whose last try has failed or expired. Settle them with `settleGivenUp`. */
  claimGivenUp<Data>(queue: string, limit: number): Promise<ClaimedJob<Data>[]> {
    return this.claim(givenUpOf(queue), limit);
  }

  async settleGivenUp(tx: Transaction, queue: string, job: ClaimedJob<unknown>): Promise<void> {
    await this.complete(tx, givenUpOf(queue), job);
  }

  /** Ends a job, as part of the transaction that writes what it brought about. */
  async complete(tx: Transaction, queue: string, job: ClaimedJob<unknown>): Promise<void> {
    await (await this.boss()).complete(queue, job, null, { db: within(tx) });
  }

  /** Leaves a job to its next try, or to those that were given up when there is none. @param reason without personal data */
  async fail(tx: Transaction, queue: string, job: ClaimedJob<unknown>, reason: string): Promise<void> {
    await (await this.boss()).fail(queue, job, { reason }, { db: within(tx) });
  }

  /** Fails jobs that have expired, and deletes old ones. What several processes ask for within a minute is done once. */
  async upkeep(): Promise<void> {
    await (await this.boss()).supervise();
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.started?.catch(() => undefined))?.stop({ graceful: false });
  }

  /** Started by the first use: an API process mostly needs none. A start that failed is tried again by the next use. */
  private boss(): Promise<PgBoss> {
    this.started ??= this.start().catch((error: unknown) => {
      this.started = undefined;
      throw error;
    });
    return this.started;
  }

  private async start(): Promise<PgBoss> {
    const boss = new PgBoss({
      db: this.own, schema: JOB_SCHEMA, migrate: false, createSchema: false, supervise: false, schedule: false,
      registerInstance: false,
      // Needs the owner of the tables.
      reindex: false,
    });
    boss.on('error', (error) => this.log.error({ error: withoutInput(error) }));
    boss.on('warning', ({ message }) => this.log.warn(message));
    try {
      await boss.start();
      for (const [queue, policy] of this.policies) {
        await putQueue(boss, givenUpOf(queue), GIVEN_UP_POLICY);
        await putQueue(boss, queue, policy, givenUpOf(queue));
      }
      return boss;
    } catch (error) {
      // Its timers would go on.
      await boss.stop({ graceful: false });
      throw error;
    }
  }
}

async function putQueue(boss: PgBoss, name: string, policy: RetryPolicy, deadLetter?: string): Promise<void> {
  const { retries, firstPauseSeconds: retryDelay, longestPauseSeconds: retryDelayMax, expireSeconds } = policy;
  const pauses = retryDelay > 0 ? { retryBackoff: true, retryDelay, retryDelayMax } : { retryBackoff: false, retryDelay };
  const options = { retryLimit: retries, expireInSeconds: expireSeconds, ...pauses, ...(deadLetter ? { deadLetter } : {}) };
  await boss.createQueue(name, options);
  await boss.updateQueue(name, options);
}

/** pg-boss's statements inside a transaction of ours. They have values, so each is a single one. */
function within(tx: Transaction): Db {
  return { executeSql: async (text, values = []) => ({ rows: await tx.query({ name: '', text }, values) }) };
}

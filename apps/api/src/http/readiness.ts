import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@onething/kernel';
import { ObjectStore } from '@onething/object-store';
import { Database, MIGRATIONS_TABLE } from '@onething/persistence';
import { MIGRATIONS } from '../migrations';
import { Lifecycle, stopping } from './lifecycle';

const PATIENCE_MS = 3_000;
const ASK_DATABASE = { name: 'api.health', text: 'SELECT 1 AS one' };
const ASK_MIGRATIONS = { name: 'api.migrations', text: `SELECT name FROM ${MIGRATIONS_TABLE}` };
/** Whether it is there does not matter, only whether the store answers. */
const PROBE_KEY = 'health/probe';

const ADVICE = {
  database: 'The database does not answer.',
  migrations: 'The database lacks migrations of this version: start an API process, which brings it up to date.',
  objectStore: 'The object store does not answer.',
};
type Check = keyof typeof ADVICE;

/** Whether this process can serve: what it stands on is there, and it is not about to stop. */
@Injectable()
export class Readiness {
  private asking: Promise<Check[]> | undefined;

  constructor(private readonly lifecycle: Lifecycle, private readonly database: Database, private readonly store: ObjectStore) {}

  /** @returns the checks; @throws DomainError `PLATFORM.STOPPING`, `PLATFORM.NOT_READY` naming the checks that failed */
  async check(): Promise<Check[]> {
    if (this.lifecycle.phase !== 'serving') throw stopping();
    // Many probes at once are one question.
    const failed = await (this.asking ??= this.ask().finally(() => (this.asking = undefined)));
    if (failed.length === 0) return Object.keys(ADVICE) as Check[];
    const fields = failed.map((field) => ({ field, code: 'PLATFORM.NOT_READY', message: ADVICE[field] }));
    throw new DomainError('unavailable', 'PLATFORM.NOT_READY', `Not ready: ${failed.join(', ')}.`, { fields });
  }

  private async ask(): Promise<Check[]> {
    const checks: Record<Check, () => Promise<boolean>> = {
      database: async () => (await this.database.query(ASK_DATABASE, [])).length === 1,
      migrations: () => this.hasMigrations(),
      objectStore: async () => this.store.head(PROBE_KEY).then(() => true),
    };
    const names = Object.keys(checks) as Check[];
    const holds = await Promise.all(names.map((name) => inTime(checks[name])));
    return names.filter((_, index) => !holds[index]);
  }

  private async hasMigrations(): Promise<boolean> {
    const rows = await this.database.query<{ name: string }>(ASK_MIGRATIONS, []);
    const present = new Set(rows.map(({ name }) => name));
    return MIGRATIONS.every(({ name }) => present.has(name));
  }
}

/** False also when the answer does not come in time. */
async function inTime(ask: () => Promise<boolean>): Promise<boolean> {
  const over = new AbortController();
  const tooLate = wait(PATIENCE_MS, false, { signal: over.signal }).catch(() => false);
  try {
    return await Promise.race([ask().catch(() => false), tooLate]);
  } finally {
    over.abort();
  }
}

import { Injectable } from '@nestjs/common';
import type { Text } from '@onething/kernel';
import { Database, type Statement, type Transaction } from '@onething/persistence';

/** A window that serves several departments of a division: received at one counter, examined by each department, handed over at one counter. */
export interface ServiceWindow {
  id: string;
  /** Unique among the open windows of its division, for example `A03`. */
  code: string;
  /** 6 digits of GB/T 2260. */
  division: string;
  name: Text;
  /** Hall, floor and desk. */
  place: Text;
  /** Codes of the departments that it serves. */
  departments: string[];
  version: number;
}

export interface WindowPage {
  division?: string;
  department?: string;
  /** The id of the last window of the page before. */
  after?: string;
  limit: number;
}

const COLUMNS = 'id, code, division_code AS division, name, place, departments, version';
const FIND: Statement = { name: 'identity.find-window', text: `SELECT ${COLUMNS} FROM onething.service_window WHERE id = $1 AND closed_at IS NULL` };
const NAMES: Statement = {
  name: 'identity.names-of-windows', text: 'SELECT id, code, name FROM onething.service_window WHERE id = ANY($1::uuid[])',
};
const LIST: Statement = {
  name: 'identity.list-windows',
  text: `SELECT ${COLUMNS} FROM onething.service_window
    WHERE closed_at IS NULL AND ($1::text IS NULL OR division_code = $1) AND ($2::text IS NULL OR $2 = ANY(departments)) AND ($3::uuid IS NULL OR id > $3)
    ORDER BY id LIMIT $4`,
};
const INSERT: Statement = {
  name: 'identity.insert-window',
  text: `INSERT INTO onething.service_window (id, code, division_code, name, place, departments, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
};
const CHANGE: Statement = {
  name: 'identity.change-window',
  text: `UPDATE onething.service_window SET name = $3, place = $4, departments = $5, version = version + 1
    WHERE id = $1 AND version = $2 AND closed_at IS NULL RETURNING ${COLUMNS}`,
};
const CLOSE: Statement = {
  name: 'identity.close-window',
  text: `UPDATE onething.service_window SET closed_at = $3, version = version + 1 WHERE id = $1 AND version = $2 AND closed_at IS NULL RETURNING id`,
};
const STAFF: Statement = {
  name: 'identity.accounts-of-window',
  text: 'SELECT account_id AS "accountId" FROM onething.post WHERE window_id = $1 AND closed_at IS NULL',
};

@Injectable()
export class ServiceWindowRepository {
  constructor(private readonly database: Database) {}

  async find(id: string, where: Transaction = this.database): Promise<ServiceWindow | undefined> {
    const [window] = await where.query<ServiceWindow>(FIND, [id]);
    return window;
  }

  /** Also of windows that were closed. */
  async namesOf(ids: readonly string[]): Promise<{ id: string; code: string; name: Text }[]> {
    return this.database.query(NAMES, [ids]);
  }

  /** Open windows in the order in which they were opened. */
  list({ division, department, after, limit }: WindowPage): Promise<ServiceWindow[]> {
    return this.database.query<ServiceWindow>(LIST, [division ?? null, department ?? null, after ?? null, limit]);
  }

  /** @returns undefined when an open window of the division, or any window, has that code or id already */
  async insert({ id, code, division, name, place, departments }: Omit<ServiceWindow, 'version'>, openedAt: Date, where: Transaction = this.database): Promise<ServiceWindow | undefined> {
    const [window] = await where.query<ServiceWindow>(INSERT, [id, code, division, name, place, departments, openedAt]);
    return window;
  }

  /** @returns undefined when the window is closed or stands at another version */
  async change({ id, version, name, place, departments }: Omit<ServiceWindow, 'code' | 'division'>): Promise<ServiceWindow | undefined> {
    const [window] = await this.database.query<ServiceWindow>(CHANGE, [id, version, name, place, departments]);
    return window;
  }

  /** @returns false when it is closed already or stands at another version */
  async close(id: string, version: number, closedAt: Date): Promise<boolean> {
    return (await this.database.query(CLOSE, [id, version, closedAt])).length > 0;
  }

  /** Accounts whose post is at this window. */
  async accountsOf(id: string): Promise<string[]> {
    return (await this.database.query<{ accountId: string }>(STAFF, [id])).map(({ accountId }) => accountId);
  }
}

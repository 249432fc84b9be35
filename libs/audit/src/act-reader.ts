import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import { addDays, type CivilDate, DomainError, firstIdAt, startOfDay } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { maskClientAddress } from './domain/client-address';
import type { StoredAct } from './domain/leaf';
import type { ActOutcome } from './domain/security-act';
import { reasonPlace } from './persistence/act-reason';
import { ACT, type ActRow, storedAct } from './persistence/act.repository';

/** What an auditor looks for; everything that is given must hold. */
export interface ActFilter {
  act?: string;
  outcome?: ActOutcome;
  actorAccountId?: string;
  subjectPersonId?: string;
  objectKind?: string;
  objectId?: string;
  /** First and last civil day in China. */
  from?: CivilDate;
  to?: CivilDate;
}

/** An act as lists show it: the address masked, and whether there is a reason instead of the reason. */
export interface ListedAct extends Omit<StoredAct, 'reasonDigest'> {
  hasReason: boolean;
}

type Value = string | number;

/** Conditions by their filter, each over one index; `$` stands for the value. */
const CONDITIONS: { [K in keyof Required<ActFilter>]: { sql: string; value: (given: NonNullable<ActFilter[K]>) => Value } } = {
  act: { sql: 'a.act = $', value: (act) => act },
  outcome: { sql: 'a.outcome = $', value: (outcome) => outcome },
  actorAccountId: { sql: 'a.actor_account_id = $', value: (id) => id },
  subjectPersonId: { sql: 'a.subject_person_id = $', value: (id) => id },
  objectKind: { sql: 'a.object_kind = $', value: (kind) => kind },
  objectId: { sql: 'a.object_id = $', value: (id) => id },
  from: { sql: 'a.id >= $', value: (day) => firstIdAt(startOfDay(day)) },
  to: { sql: 'a.id < $', value: (day) => firstIdAt(startOfDay(addDays(day, 1))) },
};
const NAMES = Object.keys(CONDITIONS) as (keyof ActFilter)[];
const EXPORT_PAGE = 500;

/** The security log for auditors. Who reads or exports it is recorded by the caller. */
@Injectable()
export class ActReader {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  /** Newest first. @param before id of the last act of the page before */
  async search(filter: ActFilter, { before, limit }: { before?: string; limit: number }): Promise<ListedAct[]> {
    const given = NAMES.filter((name) => filter[name] !== undefined);
    const values: Value[] = given.map((name) => (CONDITIONS[name].value as (given: Value) => Value)(filter[name]!));
    const conditions = given.map((name, index) => CONDITIONS[name].sql.replace('$', `$${index + 2}`));
    if (before !== undefined) conditions.push(`a.id < $${values.push(before) + 1}`);
    const rows = await this.database.query<ActRow>({
      // One statement for each set of filters: their bits are its name.
      name: `audit.search-${NAMES.map((name) => Number(given.includes(name))).join('')}${before === undefined ? '' : '-on'}`,
      text: `SELECT ${ACT} FROM security_act a ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY a.id DESC LIMIT $1`,
    }, [limit, ...values]);
    return rows.map((row) => listed(storedAct(row)));
  }

  /** Everything that the filter finds, in pages, newest first. */
  async *all(filter: ActFilter): AsyncGenerator<ListedAct> {
    for (let before: string | undefined; ;) {
      const page = await this.search(filter, { before, limit: EXPORT_PAGE });
      yield* page;
      if (page.length < EXPORT_PAGE) return;
      before = page.at(-1)!.id;
    }
  }

  /** One act unmasked, with its reason. @throws DomainError `AUDIT.NO_SUCH_ACT` */
  async get(id: string): Promise<Omit<StoredAct, 'reasonDigest'> & { reason?: string }> {
    const [row] = await this.database.query<ActRow & { reason: Envelope | null }>({
      name: 'audit.act', text: `SELECT ${ACT}, r.reason FROM security_act a LEFT JOIN security_act_reason r ON r.act_id = a.id WHERE a.id = $1`,
    }, [id]);
    if (!row) throw new DomainError('notFound', 'AUDIT.NO_SUCH_ACT', 'There is no such act.');
    const { reasonDigest: _, ...act } = storedAct(row);
    return { ...act, ...(row.reason ? { reason: this.keyring.decrypt(reasonPlace(id), row.reason) } : {}) };
  }
}

function listed({ reasonDigest, ...act }: StoredAct): ListedAct {
  return { ...act, address: act.address === null ? null : maskClientAddress(act.address), hasReason: reasonDigest !== null };
}

import { Inject, Injectable } from '@nestjs/common';
import { Actors, isAllowed } from '@onething/identity';
import { type Actor, CLOCK, type Clock, civilDate, type CivilDate, DomainError, newId } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import type { Idempotency } from '../persistence/case-write';
import type { CommandRequest } from '../commands/command-request';
import { idempotencyOf } from '../commands/command-request';
import { RequestRecords, wasUsed } from '../materials/request-records';
import { Colleagues, invalidColleague, type Office, officesOf } from './colleagues';

/** Somebody is away from one day to another, both included, and a colleague acts on what he or she has claimed (代理). */
export interface Absence {
  id: string;
  accountId: string;
  substituteAccountId: string;
  from: CivilDate;
  to: CivilDate;
}

export interface NewAbsence {
  /** Absent: the one who asks. */
  accountId?: string;
  substitute: string;
  from: CivilDate;
  to: CivilDate;
}

const COLUMNS = `id, account_id AS "accountId", substitute_account_id AS "substituteAccountId", from_on AS "from", to_on AS "to"`;
const INSERT: Statement = {
  name: 'cases.insert-absence',
  text: `INSERT INTO absence (id, account_id, substitute_account_id, from_on, to_on, declared_by, declared_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)`,
};
const OF_ACCOUNTS: Statement = {
  name: 'cases.absences-of-accounts',
  text: `SELECT ${COLUMNS} FROM absence WHERE account_id = ANY($1::uuid[]) AND to_on >= $2 AND cancelled_at IS NULL ORDER BY from_on, id`,
};
const FIND: Statement = { name: 'cases.find-absence', text: `SELECT ${COLUMNS} FROM absence WHERE id = $1 AND cancelled_at IS NULL` };
const CANCEL: Statement = {
  name: 'cases.cancel-absence',
  text: 'UPDATE absence SET cancelled_at = $2 WHERE id = $1 AND cancelled_at IS NULL',
};
const REPRESENTED: Statement = {
  name: 'cases.represented-accounts',
  text: `SELECT DISTINCT account_id AS "accountId" FROM absence
    WHERE substitute_account_id = $1 AND to_on >= $2 AND from_on <= $2 AND cancelled_at IS NULL`,
};

/** Who is away, and who stands in for them. */
@Injectable()
export class Absences {
  constructor(
    private readonly database: Database,
    private readonly records: RequestRecords,
    private readonly colleagues: Colleagues,
    private readonly actors: Actors,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The accounts of which this one is the substitute today. */
  async representedBy(accountId: string): Promise<string[]> {
    const rows = await this.database.query<{ accountId: string }>(REPRESENTED, [accountId, civilDate(this.clock.now())]);
    return rows.map((row) => row.accountId);
  }

  /** Present and coming absences in the offices of the actor. */
  async list(actor: Actor): Promise<Absence[]> {
    const accounts = await this.colleagues.accountsAt(officesOf(actor));
    return this.database.query<Absence>(OF_ACCOUNTS, [accounts, civilDate(this.clock.now())]);
  }

  /**
   * For oneself, or by the head for somebody of the office.
   * @throws DomainError `CASES.ABSENCE_INVALID`, `CASES.NO_COLLEAGUE`, `CASES.IDEMPOTENCY_KEY_REUSED`
   */
  async declare(request: CommandRequest, { accountId = request.actor.accountId, substitute, from, to }: NewAbsence): Promise<Absence> {
    const idempotency = idempotencyOf(request, { absence: { accountId, substitute, from, to } });
    const recorded = await this.records.find<Absence>(idempotency);
    if (recorded) return recorded;
    this.checkDays(from, to);
    const offices = await this.officesFor(request.actor, accountId);
    if (substitute === accountId) throw invalidColleague('substitute');
    await this.colleagues.require(substitute, offices, 'substitute');
    const absence = { id: newId(this.clock.now()), accountId, substituteAccountId: substitute, from, to };
    return this.insert(absence, request.actor, idempotency);
  }

  /** @throws DomainError `CASES.NO_SUCH_ABSENCE` */
  async cancel(actor: Actor, id: string): Promise<void> {
    const [absence] = await this.database.query<Absence>(FIND, [id]);
    if (!absence || !(await this.mayManage(actor, absence.accountId))) {
      throw new DomainError('notFound', 'CASES.NO_SUCH_ABSENCE', 'There is no such absence.');
    }
    await this.database.query(CANCEL, [id, new Date(this.clock.now())]);
  }

  private async insert(absence: Absence, actor: Actor, idempotency: Idempotency): Promise<Absence> {
    const now = new Date(this.clock.now());
    const values = [absence.id, absence.accountId, absence.substituteAccountId, absence.from, absence.to, actor.accountId, now];
    try {
      await this.database.transaction(async (tx) => {
        await this.records.insert(tx, idempotency, absence, now);
        await tx.query(INSERT, values);
      });
      return absence;
    } catch (error) {
      const recorded = wasUsed(error) ? await this.records.find<Absence>(idempotency) : undefined;
      if (recorded) return recorded;
      throw error;
    }
  }

  /** Where the absent one works, as far as the actor may say so. */
  private async officesFor(actor: Actor, accountId: string): Promise<Office[]> {
    if (!(await this.mayManage(actor, accountId))) throw invalidColleague('accountId');
    return officesOf((await this.actors.findActor(accountId))!);
  }

  private async mayManage(actor: Actor, accountId: string): Promise<boolean> {
    if (accountId === actor.accountId) return true;
    const other = await this.actors.findActor(accountId);
    return other !== undefined && officesOf(other).some((office) => isAllowed(actor, 'queue.assign', office));
  }

  private checkDays(from: CivilDate, to: CivilDate): void {
    const today = civilDate(this.clock.now());
    if (from <= to && today <= to) return;
    const message = `The last day of an absence is not before its first, nor before today (${today}). Correct the days.`;
    const fields = [{ field: 'to', code: 'CASES.ABSENCE_INVALID', message }];
    throw new DomainError('invalid', 'CASES.ABSENCE_INVALID', message, { fields });
  }
}

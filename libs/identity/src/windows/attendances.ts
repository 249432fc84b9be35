import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, CLOCK, type Clock, civilDate, DomainError, newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { AccountRegister } from '../account-register';
import { checkedIdentity, isSameIdentity } from '../domain/claim-check';
import { PasswordHashing } from '../password-hashing';
import { AccountChangesRepository } from '../persistence/account-changes.repository';
import { type Person, PersonDirectory } from '../person-directory';
import { AttemptLimits } from '../registration/attempt-limits';
import { INSERT_PROOF, MOST_LOOKED_UP, type Paper, PAPERS } from '../registration/identity-proofs';
import { accountOf } from '../registration/registrations';
import { WindowLookUps } from '../registration/window-look-ups';
import { securityActorOf } from '../security-actor';

/** Nobody stands at a counter for longer: what is left open ends by itself, ms. */
const LONGEST_MS = 2 * 3_600_000;

export interface Attendance {
  id: string;
  personId: string;
  begunAt: Date;
  endsAt: Date;
  /** The person lets the clerk use their electronic licences in place of papers. */
  licencesAllowed: boolean;
}

/** As the clerk has read it from the paper on the counter. */
export interface AttendingPerson {
  paper: Paper;
  name: string;
  number: string;
}

type CounterAct = 'attendance.begun' | 'attendance.ended' | 'attendance.licencesAllowed' | 'attendance.licencesForbidden';

const COLUMNS = 'id, person_id AS "personId", begun_at AS "begunAt", ends_at AS "endsAt", licences_allowed_at IS NOT NULL AS "licencesAllowed"';
const CURRENT = {
  name: 'identity.current-attendance',
  text: `SELECT ${COLUMNS} FROM onething.window_attendance WHERE clerk_account_id = $1 AND ended_at IS NULL AND ends_at > $2`,
};
const END_OF_CLERK = {
  name: 'identity.end-attendances',
  text: 'UPDATE onething.window_attendance SET ended_at = $2 WHERE clerk_account_id = $1 AND ended_at IS NULL',
};
const ALLOW_LICENCES = {
  name: 'identity.allow-licences-at-counter',
  text: `UPDATE onething.window_attendance SET licences_allowed_at = $3
    WHERE clerk_account_id = $1 AND ended_at IS NULL AND ends_at > $2 AND (licences_allowed_at IS NULL) <> ($3::timestamptz IS NULL) RETURNING ${COLUMNS}`,
};
const INSERT = {
  name: 'identity.insert-attendance',
  text: `INSERT INTO onething.window_attendance (id, division_code, window_id, person_id, account_id, clerk_account_id, paper, begun_at, ends_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${COLUMNS}`,
};

const INSERT_VISIT = {
  name: 'identity.insert-visit',
  text: 'INSERT INTO onething.window_visit (id, division_code, department_code, window_id, begun_at) VALUES ($1, $2, $3, $4, $5)',
};

/**
 * Somebody at a clerk's counter (窗口代办), without a phone or an account perhaps. The clerk compares the paper; as long as the person
 * stands there, this clerk and nobody else begins, fills in and submits applications for them.
 */
@Injectable()
export class Attendances {
  constructor(
    private readonly database: Database,
    private readonly persons: PersonDirectory,
    private readonly register: AccountRegister,
    private readonly accounts: AccountChangesRepository,
    private readonly hashing: PasswordHashing,
    private readonly limits: AttemptLimits,
    private readonly lookUps: WindowLookUps,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The person at the clerk's counter now, if there is one. */
  async findCurrent({ accountId }: Actor): Promise<{ attendance: Attendance; person: Person } | undefined> {
    const [attendance] = await this.database.query<Attendance>(CURRENT, [accountId, new Date(this.clock.now())]);
    return attendance && { attendance, person: await this.persons.getPerson(attendance.personId) };
  }

  /**
   * Ends the clerk's former one. Whoever has no checked account gets one that nobody can log in to before a window has given it a mobile.
   * @throws DomainError `CITIZEN_ID.…`, `IDENTITY.PAPER_DIFFERS`, `IDENTITY.OWN_ACCOUNT`, `IDENTITY.TOO_MANY_ATTEMPTS`
   */
  async begin(actor: Actor, shown: AttendingPerson): Promise<{ attendance: Attendance; person: Person }> {
    await this.limits.count({ of: 'window.clerk', by: actor.accountId, most: MOST_LOOKED_UP });
    try {
      return await this.beginFor(actor, shown);
    } catch (error) {
      await this.lookUps.refused(actor, error, 'attendance');
      throw error;
    }
  }

  private async beginFor(actor: Actor, { paper, ...shown }: AttendingPerson): Promise<{ attendance: Attendance; person: Person }> {
    const said = checkedIdentity({ kind: 'natural' as const, ...shown }, civilDate(this.clock.now()));
    if (!(PAPERS.natural as readonly Paper[]).includes(paper)) throw paperDiffers();
    if ((await this.persons.getPerson(actor.personId)).number === said.number) throw ownAccount();
    const passwordHash = await this.hashing.hash(randomBytes(32).toString('base64'));
    return this.database.transaction(async (tx) => {
      const now = new Date(this.clock.now());
      const person = await this.personOf(actor, said, tx);
      if (person.id === actor.personId) throw ownAccount();
      const accountId = (await this.accounts.findProvenOf(person.id, tx))?.id ?? await this.openAccount(actor, person, { paper, passwordHash, now }, tx);
      await tx.query(END_OF_CLERK, [actor.accountId, now]);
      const { departmentCode, divisionCode, windowId = null } = postOf(actor);
      const row = [newId(now.getTime()), divisionCode, windowId, person.id, accountId, actor.accountId, paper, now, new Date(now.getTime() + LONGEST_MS)];
      const [attendance] = await tx.query<Attendance>(INSERT, row);
      // A window serves several departments: who comes to it has come to none of them.
      await tx.query(INSERT_VISIT, [attendance!.id, divisionCode, windowId === null ? departmentCode : '', windowId, now]);
      await this.record('attendance.begun', actor, attendance!, tx, { paper });
      return { attendance: attendance!, person };
    });
  }

  /** Ending what is over changes nothing. */
  async end(actor: Actor): Promise<void> {
    const current = await this.findCurrent(actor);
    await this.database.transaction(async (tx) => {
      await tx.query(END_OF_CLERK, [actor.accountId, new Date(this.clock.now())]);
      if (current) await this.record('attendance.ended', actor, current.attendance, tx);
    });
  }

  /**
   * The person says to the clerk that their licences may be used, or no more; for as long as they stand there. Said again it changes nothing.
   * @throws DomainError `IDENTITY.NOBODY_AT_COUNTER`
   */
  async allowLicences(actor: Actor, allowed: boolean): Promise<{ attendance: Attendance; person: Person }> {
    await this.database.transaction(async (tx) => {
      const now = new Date(this.clock.now());
      const [changed] = await tx.query<Attendance>(ALLOW_LICENCES, [actor.accountId, now, allowed ? now : null]);
      if (changed) await this.record(allowed ? 'attendance.licencesAllowed' : 'attendance.licencesForbidden', actor, changed, tx);
    });
    const current = await this.findCurrent(actor);
    if (!current) throw nobodyThere();
    return current;
  }

  private async personOf(actor: Actor, said: { kind: 'natural'; name: string; number: string }, tx: Transaction): Promise<Person> {
    const known = await this.persons.findByNumber(said.number, tx);
    if (!known) return this.persons.register({ ...said, divisionCode: postOf(actor).divisionCode }, tx);
    if (!isSameIdentity(said, { kind: known.kind, name: known.name, number: said.number })) throw paperDiffers();
    return known;
  }

  private async openAccount(
    actor: Actor, { id: personId }: Person, { paper, passwordHash, now }: { paper: Paper; passwordHash: string; now: Date }, tx: Transaction,
  ): Promise<string> {
    const { divisionCode } = postOf(actor);
    const account = { personId, kind: 'resident' as const, login: `window-${newId(now.getTime())}`, passwordHash, level: 2, divisionCode, posts: [] };
    const accountId = (await this.register.create(account, tx))!;
    await tx.query(INSERT_PROOF, [accountId, personId, 'window', paper, actor.accountId, null, now]);
    await this.log.record({
      act: 'account.personProven', outcome: 'done', actor: securityActorOf(actor), subjectPersonId: personId, object: accountOf(accountId), detail: { way: 'window', paper },
    }, tx);
    return accountId;
  }

  private async record(act: CounterAct, actor: Actor, { id, personId }: Attendance, tx: Transaction, detail?: { paper: Paper }): Promise<void> {
    await this.log.record({ act, outcome: 'done', actor: securityActorOf(actor), subjectPersonId: personId, object: { kind: 'attendance', id }, ...(detail ? { detail } : {}) }, tx);
  }
}

/** The post in which the clerk receives people. */
const postOf = ({ posts }: Actor) => posts.find(({ role }) => role === 'windowClerk') ?? posts.find(({ role }) => role === 'clerk') ?? posts[0]!;

const paperDiffers = () =>
  new DomainError('refused', 'IDENTITY.PAPER_DIFFERS', 'The paper shows another name than is known of that number, or is of another kind. Compare both with the paper.');

const nobodyThere = () => new DomainError('refused', 'IDENTITY.NOBODY_AT_COUNTER', 'Nobody stands at your counter now. Compare the paper of the person first.');

const ownAccount = () => new DomainError('forbidden', 'IDENTITY.OWN_ACCOUNT', 'Nobody applies for themselves at their own counter. Ask a colleague.');

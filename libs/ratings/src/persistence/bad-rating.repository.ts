import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring, type Place } from '@onething/crypto';
import { newId } from '@onething/kernel';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import type { BadRating, BadRatingState } from '../domain/bad-rating';
import type { Evidence } from '../domain/evidence';
import type { Reach } from '../domain/reach';

/** What somebody has written on a bad rating. `evidence` names what it rests on. */
export interface BadRatingNote {
  kind: NoteKind;
  text: string;
  evidence: Evidence[];
  actorId: string;
  /** Epoch ms. */
  writtenAt: number;
}
export type NoteKind = 'callBack' | 'finding' | 'appeal' | 'measures' | 'answer' | 'redispatch';

/** The request that a note answered. */
interface NoteRequest {
  key: string;
  digest: string;
}

type Row = Omit<BadRating, 'calledBackAt' | 'dispatchedAt' | 'rectifiedAt' | 'answeredAt' | 'closedAt'> &
  Record<'calledBackAt' | 'rectifiedAt' | 'answeredAt' | 'closedAt', Date | null> & { dispatchedAt: Date };

const COLUMNS = `id, rating_id AS "ratingId", case_id AS "caseId", account_id AS "accountId", one_thing AS "oneThing", division, department, item, grade, tags,
  is_anonymous AS "isAnonymous", state, version, finding, call_back_tries AS "callBackTries", called_back_at AS "calledBackAt",
  appeal_upheld AS "appealUpheld", dispatched_at AS "dispatchedAt", clock, call_back_due_on AS "callBackDueOn", due_on AS "dueOn",
  calendar_version AS "calendarVersion", escalation, next_check_on AS "nextCheckOn", rectified_at AS "rectifiedAt", was_on_time AS "wasOnTime",
  answered_at AS "answeredAt", second_rating_until AS "secondRatingUntil", second_grade AS "secondGrade", closed_at AS "closedAt"`;

const SELECT = `SELECT ${COLUMNS} FROM onething.bad_rating`;

const INSERT: Statement = {
  name: 'ratings.insert-bad-rating',
  text: `INSERT INTO onething.bad_rating (id, rating_id, case_id, account_id, one_thing, division, department, item, grade, tags, is_anonymous, state,
      version, dispatched_at, clock, call_back_due_on, due_on, calendar_version, next_check_on)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
};
const UPDATE: Statement = {
  name: 'ratings.update-bad-rating',
  text: `UPDATE onething.bad_rating SET division = $2, department = $3, state = $4, version = $5, finding = $6, call_back_tries = $7,
      called_back_at = $8, appeal_upheld = $9, clock = $10, call_back_due_on = $11, due_on = $12, calendar_version = $13, escalation = $14,
      next_check_on = $15, rectified_at = $16, was_on_time = $17, answered_at = $18, second_rating_until = $19, second_grade = $20, closed_at = $21
    WHERE id = $1`,
};
const LOCK: Statement = { name: 'ratings.lock-bad-rating', text: `${SELECT} WHERE id = $1 FOR UPDATE` };
const FIND: Statement = { name: 'ratings.find-bad-rating', text: `${SELECT} WHERE id = $1` };
const LOCK_OF_RATING: Statement = { name: 'ratings.lock-bad-ratings-of-rating', text: `${SELECT} WHERE rating_id = $1 ORDER BY id FOR UPDATE` };
const LIST_OF_CASE: Statement = { name: 'ratings.bad-ratings-of-case', text: `${SELECT} WHERE case_id = $1 AND account_id = $2 ORDER BY id` };
const LIST_OF_ACCOUNT: Statement = {
  name: 'ratings.bad-ratings-of-account', text: `${SELECT} WHERE account_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
};
const LOCK_DUE: Statement = {
  name: 'ratings.lock-due-bad-ratings', text: `${SELECT} WHERE next_check_on <= $1 ORDER BY next_check_on, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
};
/** Of offices (`department/division`), or of divisions and those below them. Open ones first those that are due first. */
const LIST: Statement = {
  name: 'ratings.list-bad-ratings',
  text: `${SELECT} WHERE (department || '/' || division = ANY($1::text[]) OR EXISTS (SELECT FROM unnest($2::text[]) covered WHERE division LIKE covered || '%'))
      AND ($3::text IS NULL OR state = $3) AND (NOT $4::boolean OR (due_on < $5::date AND state IN ('verifying', 'appealed', 'rectifying', 'answering')))
      AND ($6::uuid IS NULL OR id < $6) ORDER BY id DESC LIMIT $7`,
};
const COUNT: Statement = {
  name: 'ratings.count-bad-ratings',
  text: `SELECT state, count(*)::int AS count, count(*) FILTER (WHERE due_on < $3::date AND state IN ('verifying', 'appealed', 'rectifying', 'answering'))::int AS overdue
    FROM onething.bad_rating WHERE department || '/' || division = ANY($1::text[]) OR EXISTS (SELECT FROM unnest($2::text[]) covered WHERE division LIKE covered || '%')
    GROUP BY state`,
};
const LIST_CLOSED: Statement = {
  name: 'ratings.closed-bad-ratings',
  text: `${SELECT} WHERE state = 'closed' AND ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`,
};
const INSERT_NOTE: Statement = {
  name: 'ratings.insert-note',
  text: `INSERT INTO onething.bad_rating_note (id, bad_rating_id, kind, body, actor_id, written_at, idempotency_key, request_digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const FIND_REQUEST: Statement = {
  name: 'ratings.find-note-request',
  text: `SELECT bad_rating_id AS "badRatingId", request_digest AS digest FROM onething.bad_rating_note WHERE actor_id = $1 AND idempotency_key = $2`,
};
const LIST_NOTES: Statement = {
  name: 'ratings.list-notes',
  text: `SELECT id, kind, body, actor_id AS "actorId", written_at AS "writtenAt", bad_rating_id AS "badRatingId" FROM onething.bad_rating_note
    WHERE bad_rating_id = ANY($1::uuid[]) AND body IS NOT NULL ORDER BY id`,
};

const notePlace = (id: string): Place => ({ table: 'bad_rating_note', field: 'body', row: id });

export interface BadRatingFilter {
  state?: BadRatingState;
  overdue: boolean;
  /** The day with which a due day is compared. */
  today: string;
  after?: string;
  limit: number;
}

/** The tables of bad ratings and of what is written on them. Texts are encrypted here. */
@Injectable()
export class BadRatingRepository {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  async insert(tx: Transaction, bad: BadRating): Promise<void> {
    await tx.query(INSERT, [
      bad.id, bad.ratingId, bad.caseId, bad.accountId, bad.oneThing, bad.division, bad.department, bad.item, bad.grade, bad.tags, bad.isAnonymous,
      bad.state, bad.version, new Date(bad.dispatchedAt), JSON.stringify(bad.clock), bad.callBackDueOn, bad.dueOn, bad.calendarVersion, bad.nextCheckOn,
    ]);
  }

  async update(tx: Transaction, bad: BadRating): Promise<void> {
    await tx.query(UPDATE, [
      bad.id, bad.division, bad.department, bad.state, bad.version, bad.finding, bad.callBackTries, instant(bad.calledBackAt), bad.appealUpheld,
      JSON.stringify(bad.clock), bad.callBackDueOn, bad.dueOn, bad.calendarVersion, bad.escalation, bad.nextCheckOn, instant(bad.rectifiedAt),
      bad.wasOnTime, instant(bad.answeredAt), bad.secondRatingUntil, bad.secondGrade, instant(bad.closedAt),
    ]);
  }

  async lock(tx: Transaction, id: string): Promise<BadRating | undefined> {
    return (await tx.query<Row>(LOCK, [id])).map(read)[0];
  }

  async find(id: string): Promise<BadRating | undefined> {
    return (await this.database.query<Row>(FIND, [id])).map(read)[0];
  }

  async lockOfRating(tx: Transaction, ratingId: string): Promise<BadRating[]> {
    return (await tx.query<Row>(LOCK_OF_RATING, [ratingId])).map(read);
  }

  async lockDue(tx: Transaction, today: string, limit: number): Promise<BadRating[]> {
    return (await tx.query<Row>(LOCK_DUE, [today, limit])).map(read);
  }

  async listOfCase(caseId: string, accountId: string): Promise<BadRating[]> {
    return (await this.database.query<Row>(LIST_OF_CASE, [caseId, accountId])).map(read);
  }

  /** Oldest first. @param after id of the last one of the page before */
  async listOfAccount(accountId: string, after: string | undefined, limit: number): Promise<BadRating[]> {
    return (await this.database.query<Row>(LIST_OF_ACCOUNT, [accountId, after ?? null, limit])).map(read);
  }

  async list({ offices, divisions }: Reach, { state, overdue, today, after, limit }: BadRatingFilter): Promise<BadRating[]> {
    return (await this.database.query<Row>(LIST, [offices, divisions, state ?? null, overdue, today, after ?? null, limit])).map(read);
  }

  count({ offices, divisions }: Reach, today: string): Promise<{ state: BadRatingState; count: number; overdue: number }[]> {
    return this.database.query(COUNT, [offices, divisions, today]);
  }

  /** Latest first. */
  async listClosed(after: string | undefined, limit: number): Promise<BadRating[]> {
    return (await this.database.query<Row>(LIST_CLOSED, [after ?? null, limit])).map(read);
  }

  /** @returns its id */
  async addNote(tx: Transaction, badRatingId: string, note: BadRatingNote, request: NoteRequest): Promise<string> {
    const id = newId(note.writtenAt);
    const body = this.keyring.encrypt(notePlace(id), JSON.stringify({ text: note.text, evidence: note.evidence }));
    await tx.query(INSERT_NOTE, [id, badRatingId, note.kind, body, note.actorId, new Date(note.writtenAt), request.key, request.digest]);
    return id;
  }

  async findRequest(tx: Transaction, actorId: string, key: string): Promise<{ badRatingId: string; digest: string } | undefined> {
    return (await tx.query<{ badRatingId: string; digest: string }>(FIND_REQUEST, [actorId, key]))[0];
  }

  /** By bad rating, oldest first; without those that a rule of retention has erased. */
  async listNotes(ids: readonly string[]): Promise<Map<string, BadRatingNote[]>> {
    const rows = await this.database.query<{ id: string; kind: NoteKind; body: Envelope; actorId: string; writtenAt: Date; badRatingId: string }>(LIST_NOTES, [ids]);
    const notes = new Map<string, BadRatingNote[]>(ids.map((id) => [id, []]));
    for (const { id, kind, body, actorId, writtenAt, badRatingId } of rows) {
      const { text, evidence } = JSON.parse(this.keyring.decrypt(notePlace(id), body)) as Pick<BadRatingNote, 'text' | 'evidence'>;
      notes.get(badRatingId)!.push({ kind, text, evidence, actorId, writtenAt: writtenAt.getTime() });
    }
    return notes;
  }
}

const instant = (at: number | null): Date | null => (at === null ? null : new Date(at));
const epoch = (at: Date | null): number | null => at?.getTime() ?? null;

function read(row: Row): BadRating {
  return {
    ...row, dispatchedAt: row.dispatchedAt.getTime(), calledBackAt: epoch(row.calledBackAt), rectifiedAt: epoch(row.rectifiedAt),
    answeredAt: epoch(row.answeredAt), closedAt: epoch(row.closedAt),
  };
}

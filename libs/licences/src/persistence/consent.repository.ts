import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring, type Place } from '@onething/crypto';
import { Database, type Transaction } from '@onething/persistence';
import type { Consent } from '../domain/consent';
import type { ConsentState } from '../domain/consent.machine';

/** Purpose of the blind index over the holder's number. */
export const HOLDER_INDEX = 'licence_consent.holder_number';

interface ConsentRow {
  id: string;
  case_id: string;
  holder_person_id: string | null;
  requested_by_account: string;
  requested_by_person: string;
  subject: string;
  purpose_zh: string;
  purpose_en: string;
  scope: string[];
  state: ConsentState;
  asked_at: Date;
  decided_at: Date | null;
  expires_at: Date;
}

/** Whose consents are meant: those addressed to the person, and those to the number before it had a person. */
export interface Holder {
  personId: string;
  /** Missing for a child that has none yet. */
  number?: string;
}

/** A step in a consent's history. */
export interface ConsentStep {
  consentId: string;
  from: ConsentState | null;
  to: ConsentState;
  accountId: string;
  /** Epoch ms. */
  occurredAt: number;
}

const COLUMNS = `id, case_id, holder_person_id, requested_by_account, requested_by_person, subject, purpose_zh, purpose_en, scope, state,
  asked_at, decided_at, expires_at`;
const IS_HOLDERS = '(holder_person_id = $1 OR (holder_person_id IS NULL AND holder_number_index = ANY($2)))';

const LOCK_CASE = {
  name: 'licences.lock-consents-of-case',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('licence_consent:' || $1, 0))`,
};
const FIND_OPEN = {
  name: 'licences.find-open-consent',
  text: `SELECT ${COLUMNS} FROM onething.licence_consent
    WHERE case_id = $1 AND holder_number_index = ANY($2) AND subject = $3 AND scope @> $4 AND scope <@ $4
      AND state IN ('asked', 'granted') AND expires_at > $5`,
};
const INSERT = {
  name: 'licences.insert-consent',
  text: `INSERT INTO onething.licence_consent (id, case_id, holder_person_id, holder_number, holder_number_index, requested_by_account,
      requested_by_person, subject, purpose_zh, purpose_en, scope, state, asked_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
};
const RECORD_STEP = {
  name: 'licences.record-consent-step',
  text: `INSERT INTO onething.licence_consent_decision (consent_id, seq, from_state, to_state, account_id, occurred_at)
    SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5 FROM onething.licence_consent_decision WHERE consent_id = $1`,
};
const FIND_OF_HOLDER = {
  name: 'licences.find-consent-for-update',
  text: `SELECT ${COLUMNS} FROM onething.licence_consent WHERE id = $3 AND ${IS_HOLDERS} FOR UPDATE`,
};
const DECIDE = {
  name: 'licences.decide-consent',
  text: 'UPDATE onething.licence_consent SET state = $2, decided_at = $3, holder_person_id = $4 WHERE id = $1',
};
const FIND_GRANTED = {
  name: 'licences.find-granted-consent',
  text: `SELECT ${COLUMNS} FROM onething.licence_consent
    WHERE case_id = $1 AND holder_person_id = $2 AND $3 = ANY(scope) AND state = 'granted' AND expires_at > $4
    ORDER BY id DESC LIMIT 1`,
};
const LIST_OF_CASE = {
  name: 'licences.list-consents-of-case',
  text: `SELECT ${COLUMNS} FROM onething.licence_consent WHERE case_id = $1 ORDER BY id`,
};
const LIST_OF_HOLDER = {
  name: 'licences.list-consents-of-holder',
  text: `SELECT ${COLUMNS} FROM onething.licence_consent
    WHERE ${IS_HOLDERS} AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
};

@Injectable()
export class ConsentRepository {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  /** Until the transaction ends nobody else asks for that case: the same request twice makes one consent. */
  async lockCase(tx: Transaction, caseId: string): Promise<void> {
    await tx.query(LOCK_CASE, [caseId]);
  }

  /** A consent that still stands, for the same holder, subject and scope. */
  async findOpen(tx: Transaction, asked: Pick<Consent, 'caseId' | 'subject' | 'scope'>, holderNumber: string, now: number) {
    const indexes = this.keyring.blindIndexes(HOLDER_INDEX, holderNumber);
    return first(await tx.query<ConsentRow>(FIND_OPEN, [asked.caseId, indexes, asked.subject, asked.scope, new Date(now)]));
  }

  async insert(tx: Transaction, consent: Consent, holderNumber: string): Promise<void> {
    const place: Place = { table: 'licence_consent', field: 'holder_number', row: consent.id };
    const number: Envelope = this.keyring.encrypt(place, holderNumber);
    await tx.query(INSERT, [
      consent.id, consent.caseId, consent.holderPersonId ?? null, number, this.keyring.blindIndex(HOLDER_INDEX, holderNumber),
      consent.requestedBy.accountId, consent.requestedBy.personId, consent.subject, consent.purpose.zh, consent.purpose.en, consent.scope,
      consent.state, new Date(consent.askedAt), new Date(consent.expiresAt),
    ]);
  }

  async recordStep(tx: Transaction, step: ConsentStep): Promise<void> {
    await tx.query(RECORD_STEP, [step.consentId, step.from, step.to, step.accountId, new Date(step.occurredAt)]);
  }

  /** Locked until the transaction ends; undefined when it is not that holder's. */
  async findOfHolderForUpdate(tx: Transaction, holder: Holder, id: string): Promise<Consent | undefined> {
    return first(await tx.query<ConsentRow>(FIND_OF_HOLDER, [...this.holderValues(holder), id]));
  }

  async decide(tx: Transaction, id: string, state: ConsentState, holderPersonId: string, now: number): Promise<void> {
    await tx.query(DECIDE, [id, state, new Date(now), holderPersonId]);
  }

  async findGranted(
    caseId: string, holderPersonId: string, licenceType: string, now: number, tx: Transaction = this.database,
  ): Promise<Consent | undefined> {
    return first(await tx.query<ConsentRow>(FIND_GRANTED, [caseId, holderPersonId, licenceType, new Date(now)]));
  }

  async listOfCase(caseId: string): Promise<Consent[]> {
    return (await this.database.query<ConsentRow>(LIST_OF_CASE, [caseId])).map(read);
  }

  /** Newest first. @param after id of the last one of the page before */
  async listOfHolder(holder: Holder, after: string | undefined, limit: number): Promise<Consent[]> {
    return (await this.database.query<ConsentRow>(LIST_OF_HOLDER, [...this.holderValues(holder), after ?? null, limit])).map(read);
  }

  private holderValues({ personId, number }: Holder): [string, string[]] {
    return [personId, number === undefined ? [] : this.keyring.blindIndexes(HOLDER_INDEX, number)];
  }
}

function first(rows: ConsentRow[]): Consent | undefined {
  return rows[0] && read(rows[0]);
}

function read(row: ConsentRow): Consent {
  return {
    id: row.id,
    caseId: row.case_id,
    ...(row.holder_person_id ? { holderPersonId: row.holder_person_id } : {}),
    requestedBy: { accountId: row.requested_by_account, personId: row.requested_by_person },
    subject: row.subject,
    purpose: { zh: row.purpose_zh, en: row.purpose_en },
    scope: row.scope,
    state: row.state,
    askedAt: row.asked_at.getTime(),
    ...(row.decided_at ? { decidedAt: row.decided_at.getTime() } : {}),
    expiresAt: row.expires_at.getTime(),
  };
}

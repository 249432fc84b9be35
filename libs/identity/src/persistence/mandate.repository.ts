import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import type { CivilDate } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import type { MandateState, MandateTerms } from '../domain/mandate';
import { comparableName } from '../domain/person-name';

/** A mandate as it is stored, its names and numbers readable. */
export interface Mandate extends MandateTerms {
  id: string;
  divisionCode: string;
  principalPersonId: string;
  principalAccountId: string;
  /** Null until somebody has answered the offer. */
  agentPersonId: string | null;
  /** As the principal has named the agent. */
  agent: { name: string; number: string };
  state: MandateState;
  version: number;
  /** Epoch ms. */
  offeredAt: number;
  answeredAt: number | null;
  endedAt: number | null;
}

export interface MandateRequest {
  key: string;
  digest: string;
}

/** Whose mandates are meant: those that the person has answered, and those that wait under name and number. */
export interface NamedAgent {
  personId: string;
  name: string;
  /** Null for a child that has none yet. */
  number: string | null;
}

interface MandateRow extends Omit<Mandate, 'agent' | 'oneThings' | 'offeredAt' | 'answeredAt' | 'endedAt'> {
  agentName: Envelope;
  agentNumber: Envelope;
  oneThings: string[] | null;
  offeredAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  requestDigest: string;
}

/** Table of the mandates, also the `table` of its envelopes' place; the purposes of the blind indexes. */
export const MANDATE_TABLE = 'mandate';
export const AGENT_NUMBER_PURPOSE = 'mandate.agent_number';
export const AGENT_NAME_PURPOSE = 'mandate.agent_name';

const COLUMNS = `id, division_code AS "divisionCode", principal_person_id AS "principalPersonId", principal_account_id AS "principalAccountId",
  agent_person_id AS "agentPersonId", agent_name AS "agentName", agent_number AS "agentNumber", acts, one_things AS "oneThings",
  valid_from AS "validFrom", valid_until AS "validUntil", state, version, offered_at AS "offeredAt", answered_at AS "answeredAt",
  ended_at AS "endedAt", request_digest AS "requestDigest"`;
const IS_AGENTS = `(agent_person_id = $1 OR (agent_person_id IS NULL AND state = 'offered' AND agent_number_index = ANY($2::text[])
  AND agent_name_index = ANY($3::text[])))`;

const LOCK_PRINCIPAL = { name: 'identity.lock-mandates-of', text: `SELECT pg_advisory_xact_lock(hashtextextended('mandate:' || $1, 0))` };
const BY_KEY = {
  name: 'identity.mandate-by-key',
  text: `SELECT ${COLUMNS} FROM onething.mandate WHERE principal_account_id = $1 AND request_key = $2`,
};
const STANDING = {
  name: 'identity.standing-mandates',
  text: `SELECT ${COLUMNS} FROM onething.mandate
    WHERE principal_person_id = $1 AND agent_number_index = ANY($2::text[]) AND agent_name_index = ANY($3::text[])
      AND state IN ('offered', 'accepted') AND valid_until >= $4`,
};
const COUNT_OFFERS = {
  name: 'identity.count-open-offers',
  text: `SELECT count(*) AS offers FROM onething.mandate WHERE principal_person_id = $1 AND state = 'offered' AND valid_until >= $2`,
};
const INSERT = {
  name: 'identity.insert-mandate',
  text: `INSERT INTO onething.mandate (id, division_code, principal_person_id, principal_account_id, agent_name, agent_name_index, agent_number,
      agent_number_index, acts, one_things, valid_from, valid_until, state, version, offered_at, request_key, request_digest)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'offered', 1, $13, $14, $15)`,
};
const FIND_GIVEN = {
  name: 'identity.mandate-of-principal',
  text: `SELECT ${COLUMNS} FROM onething.mandate WHERE id = $2 AND principal_person_id = $1 FOR UPDATE`,
};
const FIND_HELD = { name: 'identity.mandate-of-agent', text: `SELECT ${COLUMNS} FROM onething.mandate WHERE id = $4 AND ${IS_AGENTS} FOR UPDATE` };
const BY_IDS = { name: 'identity.mandates-by-ids', text: `SELECT ${COLUMNS} FROM onething.mandate WHERE id = ANY($1::uuid[])` };
const LIST_GIVEN = {
  name: 'identity.mandates-given',
  text: `SELECT ${COLUMNS} FROM onething.mandate
    WHERE principal_person_id = $1 AND ($2::uuid IS NULL OR id < $2) AND ($4::text IS NULL OR state = $4) ORDER BY id DESC LIMIT $3`,
};
const LIST_HELD = {
  name: 'identity.mandates-held',
  text: `SELECT ${COLUMNS} FROM onething.mandate
    WHERE ${IS_AGENTS} AND ($4::uuid IS NULL OR id < $4) AND ($6::text IS NULL OR state = $6) ORDER BY id DESC LIMIT $5`,
};
const MOVE = {
  name: 'identity.move-mandate',
  text: `UPDATE onething.mandate SET state = $2, version = version + 1, agent_person_id = coalesce(agent_person_id, $3),
      answered_at = CASE WHEN $2 IN ('accepted', 'declined') THEN $4 ELSE answered_at END,
      ended_at = CASE WHEN $2 IN ('revoked', 'givenUp') THEN $4 ELSE ended_at END
    WHERE id = $1`,
};

/** Reads and writes mandates; outside of it nobody sees an envelope. */
@Injectable()
export class MandateRepository {
  constructor(private readonly keyring: Keyring) {}

  /** Until the transaction ends nobody else offers in that person's name: a mandate that is contained in another is seen. */
  async lockPrincipal(tx: Transaction, personId: string): Promise<void> {
    await tx.query(LOCK_PRINCIPAL, [personId]);
  }

  async findByKey(where: Transaction, accountId: string, key: string): Promise<{ mandate: Mandate; digest: string } | undefined> {
    const [row] = await where.query<MandateRow>(BY_KEY, [accountId, key]);
    return row && { mandate: this.read(row), digest: row.requestDigest };
  }

  /** Offered or accepted, from that principal to an agent of that name and number, and not over. */
  async findStanding(tx: Transaction, principalPersonId: string, agent: Mandate['agent'], today: CivilDate): Promise<Mandate[]> {
    return (await tx.query<MandateRow>(STANDING, [principalPersonId, ...this.indexesOf(agent), today])).map((row) => this.read(row));
  }

  async countOpenOffers(tx: Transaction, principalPersonId: string, today: CivilDate): Promise<number> {
    return (await tx.query<{ offers: number }>(COUNT_OFFERS, [principalPersonId, today]))[0]!.offers;
  }

  async insert(tx: Transaction, mandate: Mandate, request: MandateRequest): Promise<void> {
    const { id, agent } = mandate;
    await tx.query(INSERT, [
      id, mandate.divisionCode, mandate.principalPersonId, mandate.principalAccountId,
      this.keyring.encrypt({ table: MANDATE_TABLE, field: 'agent_name', row: id }, agent.name),
      this.keyring.blindIndex(AGENT_NAME_PURPOSE, comparableName(agent.name)),
      this.keyring.encrypt({ table: MANDATE_TABLE, field: 'agent_number', row: id }, agent.number),
      this.keyring.blindIndex(AGENT_NUMBER_PURPOSE, agent.number),
      mandate.acts, mandate.oneThings === 'all' ? null : mandate.oneThings, mandate.validFrom, mandate.validUntil,
      new Date(mandate.offeredAt), request.key, request.digest,
    ]);
  }

  /** Locked until the transaction ends; undefined when that person did not give it. */
  async findGiven(tx: Transaction, principalPersonId: string, id: string): Promise<Mandate | undefined> {
    const [row] = await tx.query<MandateRow>(FIND_GIVEN, [principalPersonId, id]);
    return row && this.read(row);
  }

  /** Locked until the transaction ends; undefined when it is not that person's to hold. */
  async findHeld(tx: Transaction, agent: NamedAgent, id: string): Promise<Mandate | undefined> {
    const [row] = await tx.query<MandateRow>(FIND_HELD, [...this.agentValues(agent), id]);
    return row && this.read(row);
  }

  async findByIds(where: Transaction, ids: readonly string[]): Promise<Mandate[]> {
    return (await where.query<MandateRow>(BY_IDS, [ids])).map((row) => this.read(row));
  }

  /** Newest first. @param after id of the last one of the page before */
  async listGiven(where: Transaction, principalPersonId: string, { after, limit, state }: MandatePage): Promise<Mandate[]> {
    return (await where.query<MandateRow>(LIST_GIVEN, [principalPersonId, after ?? null, limit, state ?? null])).map((row) => this.read(row));
  }

  async listHeld(where: Transaction, agent: NamedAgent, { after, limit, state }: MandatePage): Promise<Mandate[]> {
    const values = [...this.agentValues(agent), after ?? null, limit, state ?? null];
    return (await where.query<MandateRow>(LIST_HELD, values)).map((row) => this.read(row));
  }

  /** @param agentPersonId who answers; the person of a mandate never changes */
  async move(tx: Transaction, id: string, state: MandateState, agentPersonId: string | null, now: number): Promise<void> {
    await tx.query(MOVE, [id, state, agentPersonId, new Date(now)]);
  }

  private agentValues({ personId, name, number }: NamedAgent): [string, string[], string[]] {
    return number === null ? [personId, [], []] : [personId, ...this.indexesOf({ name, number })];
  }

  private indexesOf({ name, number }: Mandate['agent']): [string[], string[]] {
    return [this.keyring.blindIndexes(AGENT_NUMBER_PURPOSE, number), this.keyring.blindIndexes(AGENT_NAME_PURPOSE, comparableName(name))];
  }

  private read({ agentName, agentNumber, oneThings, offeredAt, answeredAt, endedAt, requestDigest: _, ...row }: MandateRow): Mandate {
    const place = { table: MANDATE_TABLE, row: row.id };
    return {
      ...row,
      oneThings: oneThings ?? 'all',
      agent: {
        name: this.keyring.decrypt({ ...place, field: 'agent_name' }, agentName),
        number: this.keyring.decrypt({ ...place, field: 'agent_number' }, agentNumber),
      },
      offeredAt: offeredAt.getTime(), answeredAt: answeredAt?.getTime() ?? null, endedAt: endedAt?.getTime() ?? null,
    };
  }
}

export interface MandatePage {
  after?: string;
  limit: number;
  state?: MandateState;
}


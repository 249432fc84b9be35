import { Inject, Injectable } from '@nestjs/common';
import { type Actor, CLOCK, type Clock, civilDate } from '@onething/kernel';
import { Database, GroupedRead, questions } from '@onething/persistence';
import type { MandateInForce } from './domain/mandate';

interface Question {
  agent: string;
  /** All principals of the agent when null. */
  principal: string | null;
  /** The civil day on which the mandate must hold. */
  day: string;
}

type Row = Omit<MandateInForce, 'oneThings'> & { oneThings: string[] | null };

/** In force: accepted, on a day of its term, from an account that is neither closed nor locked: what a stolen account gave opens nothing. */
const IN_FORCE = {
  name: 'identity.mandates-in-force',
  text: `SELECT q.i, m.* FROM ${questions('agent uuid, principal uuid, day date')}
    CROSS JOIN LATERAL (
      SELECT m.id, m.principal_person_id AS "principalPersonId", m.principal_account_id AS "principalAccountId",
        m.agent_person_id AS "agentPersonId", m.acts, m.one_things AS "oneThings"
      FROM onething.mandate m JOIN onething.account a ON a.id = m.principal_account_id AND a.state = 'active'
      WHERE m.agent_person_id = q.agent AND m.state = 'accepted' AND (q.principal IS NULL OR m.principal_person_id = q.principal)
        AND q.day BETWEEN m.valid_from AND m.valid_until
      ORDER BY m.id OFFSET 0
    ) AS m`,
};
/** Whoever stands at the clerk's counter now, from an account that is not closed. */
const AT_COUNTER = {
  name: 'identity.attendances-in-force',
  text: `SELECT w.id, w.person_id AS "principalPersonId", w.account_id AS "principalAccountId", w.licences_allowed_at IS NOT NULL AS "licencesAllowed" FROM onething.window_attendance w
    JOIN onething.account a ON a.id = w.account_id AND a.state = 'active'
    WHERE w.clerk_account_id = $1 AND w.person_id = $2 AND w.ended_at IS NULL AND w.ends_at > $3`,
};
const PERSONS_OF_ACCOUNTS = {
  name: 'identity.persons-of-accounts',
  text: 'SELECT id, person_id AS "personId" FROM onething.account WHERE id = ANY($1::uuid[])',
};

/** Who may act for whom now. Nothing is kept: a mandate that was revoked or has expired is gone at the very next request. */
@Injectable()
export class Representations {
  private readonly inForce: GroupedRead<Question, Row>;

  constructor(private readonly database: Database, @Inject(CLOCK) private readonly clock: Clock) {
    this.inForce = new GroupedRead(database, IN_FORCE);
  }

  /** The mandates by which one person acts for another. */
  between(agentPersonId: string, principalPersonId: string): Promise<MandateInForce[]> {
    return this.read(agentPersonId, principalPersonId);
  }

  /** All by which a person acts for others. */
  ofAgent(agentPersonId: string): Promise<MandateInForce[]> {
    return this.read(agentPersonId, null);
  }

  /**
   * As what a clerk acts for the person at the counter (窗口代办): to apply, as if by a mandate for all one-things, while they stand there;
   * with their licences when they have said so.
   */
  async atCounter({ accountId, personId }: Pick<Actor, 'accountId' | 'personId'>, principalPersonId: string): Promise<MandateInForce[]> {
    const rows = await this.database.query<Pick<Row, 'id' | 'principalPersonId' | 'principalAccountId'> & { licencesAllowed: boolean }>(AT_COUNTER, [accountId, principalPersonId, new Date(this.clock.now())]);
    return rows.map(({ licencesAllowed, ...row }) => (
      { ...row, agentPersonId: personId, acts: licencesAllowed ? ['read', 'apply', 'useLicences'] : ['read', 'apply'], oneThings: 'all' }));
  }

  /** Whose accounts they are, also closed ones, by account. */
  async personsOf(accountIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ id: string; personId: string }>(PERSONS_OF_ACCOUNTS, [accountIds]);
    return new Map(rows.map(({ id, personId }) => [id, personId]));
  }

  private async read(agent: string, principal: string | null): Promise<MandateInForce[]> {
    const rows = await this.inForce.ask({ agent, principal, day: civilDate(this.clock.now()) });
    return rows.map(({ id, principalPersonId, principalAccountId, agentPersonId, acts, oneThings }) => (
      { id, principalPersonId, principalAccountId, agentPersonId, acts, oneThings: oneThings ?? 'all' }));
  }
}

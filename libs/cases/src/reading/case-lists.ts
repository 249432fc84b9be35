import { Injectable } from '@nestjs/common';
import { type MandateInForce, PersonDirectory } from '@onething/identity';
import { type Actor, maskName } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import { PartyAccess } from '../party-access';
import type { OwnCaseDto } from './case.dto';

export interface CaseListQuestion {
  /** The id of the last case of the page before. */
  after?: string;
  limit: number;
  /** Cases of this principal alone. */
  onBehalfOf?: string;
  /** `own` cases, `represented` ones, or both when absent. */
  whose?: 'own' | 'represented';
}

type Row = Omit<OwnCaseDto, 'principal'> & { applicantPersonId: string };

const COLUMNS = `b.id, (SELECT number FROM official_number n WHERE n.case_id = b.id AND n.kind = 'bundle') AS number, b.one_thing AS "oneThing",
  b.one_thing_version AS "oneThingVersion", b.division_code AS division, b.state, b.promised_on AS "promisedOn", b.version,
  b.created_at AS "createdAt", b.submitted_at AS "submittedAt", b.applicant_person_id AS "applicantPersonId",
  b.agent_person_id IS NOT NULL AS "byAgent"`;

const OWN: Statement = {
  name: 'cases.own',
  text: `
    SELECT ${COLUMNS} FROM bundle_case b
    WHERE b.applicant_person_id = $1 AND b.state <> 'discarded' AND ($2::uuid IS NULL OR b.id < $2)
    ORDER BY b.id DESC LIMIT $3`,
};

/** For each principal the newest ones that a mandate covers; of drafts those that the agent has begun. */
const REPRESENTED: Statement = {
  name: 'cases.represented',
  text: `
    WITH found AS (
      SELECT DISTINCT c.id
      FROM jsonb_to_recordset($4::jsonb) AS m(principal uuid, "oneThings" text[], drafts boolean)
      CROSS JOIN LATERAL (
        SELECT b.id FROM bundle_case b
        WHERE b.applicant_person_id = m.principal AND b.state <> 'discarded' AND ($2::uuid IS NULL OR b.id < $2)
          AND (m."oneThings" IS NULL OR b.one_thing = ANY(m."oneThings"))
          AND (b.submitted_at IS NOT NULL OR (m.drafts AND b.agent_person_id = $1))
        ORDER BY b.id DESC LIMIT $3
      ) AS c
    )
    SELECT ${COLUMNS} FROM found JOIN bundle_case b USING (id) ORDER BY b.id DESC LIMIT $3`,
};

@Injectable()
export class CaseLists {
  constructor(
    private readonly database: Database,
    private readonly parties: PartyAccess,
    private readonly persons: PersonDirectory,
  ) {}

  /** A resident's own cases, and those of the principals whose mandates are in force, newest first. */
  async list(actor: Actor, question: CaseListQuestion): Promise<OwnCaseDto[]> {
    const [own, represented] = await Promise.all([this.own(actor, question), this.represented(actor, question)]);
    const rows = [...own, ...represented].sort((one, other) => (one.id < other.id ? 1 : -1)).slice(0, question.limit);
    const principals = await this.principalsOf(represented);
    return rows.map(({ applicantPersonId, ...row }) => ({ ...row, principal: principals.get(applicantPersonId) ?? null }));
  }

  private own(actor: Actor, { after, limit, onBehalfOf, whose }: CaseListQuestion): Promise<Row[]> {
    if (onBehalfOf !== undefined || whose === 'represented') return Promise.resolve([]);
    return this.database.query<Row>(OWN, [actor.personId, after ?? null, limit]);
  }

  private async represented(actor: Actor, { after, limit, onBehalfOf, whose }: CaseListQuestion): Promise<Row[]> {
    if (whose === 'own') return [];
    const mandates = (await this.parties.mandatesOf(actor)).filter(({ principalPersonId: id }) => onBehalfOf === undefined || id === onBehalfOf);
    if (mandates.length === 0) return [];
    return this.database.query<Row>(REPRESENTED, [actor.personId, after ?? null, limit, JSON.stringify(mandates.map(scopeOf))]);
  }

  private async principalsOf(rows: Row[]): Promise<Map<string, OwnCaseDto['principal']>> {
    if (rows.length === 0) return new Map();
    const persons = await this.persons.findPersons([...new Set(rows.map(({ applicantPersonId }) => applicantPersonId))]);
    return new Map([...persons.values()].map(({ id, kind, name }) => [id, { personId: id, name: kind === 'natural' ? maskName(name) : name }]));
  }
}

const scopeOf = ({ principalPersonId, oneThings, acts }: MandateInForce) =>
  ({ principal: principalPersonId, oneThings: oneThings === 'all' ? null : oneThings, drafts: acts.includes('apply') });

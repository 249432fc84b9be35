import { Inject, Injectable } from '@nestjs/common';
import { type Actor, CLOCK, type Clock } from '@onething/kernel';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import { DATA_ACCESS_ACTS, type DataAccessAct, type ShownPurpose } from './domain/data-access';
import { RecentActs } from './recent-acts';
import { SecurityLog } from './security-log';

/** One opening of data about a person. */
export interface DataAccess {
  act: DataAccessAct;
  subjectPersonId?: string;
  /** Everybody else whose data come to sight: they are told too. */
  concernedPersonIds?: readonly string[];
  object: { kind: string; id: string };
  /** The office in which it happened. */
  office?: { departmentCode?: string; divisionCode?: string };
  /** What else an auditor needs. No personal data. */
  detail?: Readonly<Record<string, string | number | boolean>>;
}

/** What a person is told of one opening. Who the official is stays with the auditors. */
export interface ShownAccess {
  id: string;
  act: DataAccessAct;
  /** ISO 8601. */
  at: string;
  roles: string[];
  departmentCode?: string;
  divisionCode?: string;
  object: { kind: string; id: string } | null;
  purpose?: ShownPurpose;
  /** Codes of the fields that were unmasked. */
  fields?: string[];
}

const OF_PERSON: Statement = {
  name: 'audit.access-of-person',
  text: `WITH mine AS (
      SELECT id FROM security_act WHERE subject_person_id = $1 UNION SELECT act_id FROM security_act_concerned WHERE person_id = $1
    )
    SELECT id, act, recorded_at AS at, actor_roles AS roles, object_kind AS kind, object_id AS "objectId", detail FROM security_act
    WHERE id IN (SELECT id FROM mine) AND act = ANY($2) AND outcome = 'done' AND actor_person_id IS DISTINCT FROM $1
      AND ($3::uuid IS NULL OR position < (SELECT position FROM security_act WHERE id = $3 AND id IN (SELECT id FROM mine)))
    ORDER BY position DESC LIMIT $4`,
};

/** Looking again at the same thing within this time is the same opening: a page that renews itself writes no line each time. */
const SAME_OPENING_MS = 15 * 60_000;

interface AccessRow {
  id: string;
  act: DataAccessAct;
  at: Date;
  roles: string[] | null;
  kind: string | null;
  objectId: string | null;
  detail: Record<string, unknown> | null;
}

/** Who looked at whose data: written where officials open something, read by the persons whose data it was. */
@Injectable()
export class AccessLog {
  private readonly opened = new RecentActs(SAME_OPENING_MS);

  constructor(private readonly database: Database, private readonly securityLog: SecurityLog, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Records that an official opens something. Residents who look at their own are not recorded. One statement, and none when it is the same opening. */
  async opens(actor: Actor, access: DataAccess): Promise<void> {
    if (actor.kind !== 'staff' || actor.personId === access.subjectPersonId) return;
    const now = this.clock.now();
    const key = [actor.accountId, access.act, access.object.kind, access.object.id].join(' ');
    if (this.opened.has(key, now)) return;
    await this.record(actor, access);
    this.opened.add(key, now);
  }

  /** Records an act that counts each time. @param where the transaction in which the data are read or changed */
  async record(actor: Actor, { act, subjectPersonId, concernedPersonIds, object, office = {}, detail }: DataAccess, reason?: string, where: Transaction = this.database): Promise<void> {
    const { departmentCode, divisionCode } = office;
    const { accountId, personId } = actor;
    await this.securityLog.record({
      act, outcome: 'done', actor: { accountId, personId, roles: rolesIn(actor, office) }, subjectPersonId, concernedPersonIds, object, reason,
      detail: { ...(departmentCode !== undefined && { department: departmentCode }), ...(divisionCode !== undefined && { division: divisionCode }), ...detail },
    }, where);
  }

  /** Newest first. @param after id of the last entry that was seen */
  async ofPerson(personId: string, { after, limit }: { after?: string; limit: number }): Promise<ShownAccess[]> {
    const rows = await this.database.query<AccessRow>(OF_PERSON, [personId, DATA_ACCESS_ACTS, after ?? null, limit]);
    return rows.map(({ id, act, at, roles, kind, objectId, detail }) => {
      const { department, division, purpose, fields } = (detail ?? {}) as { department?: string; division?: string; purpose?: ShownPurpose; fields?: string };
      return {
        id, act, at: at.toISOString(), roles: roles ?? [], object: kind === null ? null : { kind, id: objectId! },
        ...(department !== undefined && { departmentCode: department }), ...(division !== undefined && { divisionCode: division }),
        ...(purpose !== undefined && { purpose }), ...(fields !== undefined && { fields: fields.split(' ') }),
      };
    });
  }
}

/** The roles that count there; all of them where no office is known. */
function rolesIn({ roles, posts }: Actor, { departmentCode, divisionCode }: NonNullable<DataAccess['office']>): string[] {
  const there = posts.filter((post) => post.departmentCode === departmentCode && post.divisionCode === divisionCode).map(({ role }) => role);
  return there.length > 0 ? [...new Set(there)] : [...roles];
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import type { OwnCaseDto, QueuedItemDto } from './case.dto';

export interface QueueFilter {
  state?: string;
  item?: string;
  oneThing?: string;
  /** Item id after which the page begins. */
  after?: { caseId: string; itemId: string; dueOn: string | null };
  /** 1–100. */
  limit: number;
}

const NUMBER = (kind: string) => `(SELECT number FROM official_number n WHERE n.case_id = i.case_id AND n.item_id = i.item_id AND n.kind = '${kind}')`;

/** What is open in the offices of the actor, earliest deadline first; what has no deadline yet comes last. */
const QUEUE: Statement = {
  name: 'cases.queue',
  text: `
    SELECT i.case_id AS "caseId", i.item_id AS "itemId", i.one_thing AS "oneThing", i.item, i.department, i.division_code AS division,
      i.state, i.step, i.due_on AS "dueOn", ${NUMBER('receipt')} AS "receiptNumber", ${NUMBER('case')} AS "caseNumber", i.version,
      i.updated_at AS "updatedAt"
    FROM item_case i
    WHERE i.ended_at IS NULL AND i.state <> 'waiting'
      AND (i.department, i.division_code) IN (SELECT * FROM unnest($1::text[], $2::text[]))
      AND ($3::text IS NULL OR i.state = $3) AND ($4::text IS NULL OR i.item = $4) AND ($5::text IS NULL OR i.one_thing = $5)
      AND ($6::uuid IS NULL OR (coalesce(i.due_on, 'infinity'), i.case_id, i.item_id) > (coalesce($8::date, 'infinity'), $6, $7::uuid))
    ORDER BY coalesce(i.due_on, 'infinity'), i.case_id, i.item_id LIMIT $9`,
};

const OWN: Statement = {
  name: 'cases.own',
  text: `
    SELECT b.id, (SELECT number FROM official_number n WHERE n.case_id = b.id AND n.kind = 'bundle') AS number, b.one_thing AS "oneThing",
      b.one_thing_version AS "oneThingVersion", b.division_code AS division, b.state, b.promised_on AS "promisedOn", b.version,
      b.created_at AS "createdAt", b.submitted_at AS "submittedAt"
    FROM bundle_case b
    WHERE b.applicant_person_id = $1 AND b.state <> 'discarded' AND ($2::uuid IS NULL OR b.id < $2)
    ORDER BY b.id DESC LIMIT $3`,
};

@Injectable()
export class CaseLists {
  constructor(private readonly database: Database) {}

  queueOf(actor: Actor, { state, item, oneThing, after, limit }: QueueFilter): Promise<QueuedItemDto[]> {
    const offices = actor.posts.filter((post) => ['clerk', 'reviewer', 'head'].includes(post.role));
    return this.database.query<QueuedItemDto>(QUEUE, [
      offices.map((post) => post.departmentCode), offices.map((post) => post.divisionCode), state ?? null, item ?? null, oneThing ?? null,
      after?.caseId ?? null, after?.itemId ?? null, after?.dueOn ?? null, limit,
    ]);
  }

  /** A resident's own cases, newest first. @param after the id of the last case of the page before */
  ownCases(actor: Actor, after: string | undefined, limit: number): Promise<OwnCaseDto[]> {
    return this.database.query<OwnCaseDto>(OWN, [actor.personId, after ?? null, limit]);
  }
}

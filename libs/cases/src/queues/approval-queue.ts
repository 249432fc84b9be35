import { Injectable } from '@nestjs/common';
import { isAllowed } from '@onething/identity';
import type { Actor, CivilDate, Text } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import { CaseDefinitions } from '../case-definitions';
import { officesOf } from './colleagues';

/** An extension (延期) that somebody has proposed, and that a head approves or rejects. */
export interface ProposedExtension {
  caseId: string;
  itemId: string;
  oneThingName: Text;
  itemName: Text;
  department: string;
  division: string;
  caseNumber: string | null;
  /** Last day of the deadline as it runs now; null during a pause. */
  dueOn: CivilDate | null;
  /** That day may still move. */
  provisional: boolean;
  /** In the unit of the item's promise. */
  days: number;
  unit: string;
}

interface Row extends Omit<ProposedExtension, 'oneThingName' | 'itemName' | 'unit'> {
  oneThing: string;
  oneThingVersion: number;
  item: string;
}

/** Nobody approves what the same person proposed: that waits for another head. */
export const PROPOSED_EXTENSIONS: Statement = {
  name: 'cases.proposed-extensions',
  text: `SELECT q.case_id AS "caseId", q.item_id AS "itemId", q.one_thing AS "oneThing", q.one_thing_version AS "oneThingVersion", q.item, q.department,
      q.division_code AS division, CASE WHEN isfinite(q.due_on) THEN q.due_on END AS "dueOn", q.due_provisional AS provisional, (i.clock->>'proposedExtension')::int AS days,
      (SELECT number FROM official_number n WHERE n.case_id = q.case_id AND n.item_id = q.item_id AND n.kind = 'case'
        ORDER BY n.issued_at DESC, n.number DESC LIMIT 1) AS "caseNumber"
    FROM unnest($1::text[], $2::text[]) AS o(department, division)
      JOIN queue_item q ON q.department = o.department AND q.division_code = o.division AND q.extension_proposed
      JOIN item_case i ON i.case_id = q.case_id AND i.item_id = q.item_id
    WHERE i.machine->'facts'->>'extensionProposedBy' <> ALL ($3::text[]) AND q.applicant_person_id::text <> ALL ($3::text[])
    ORDER BY q.due_on, q.case_id, q.item_id LIMIT $4`,
};

/** What waits for the approval of a head, the most urgent first. */
@Injectable()
export class ApprovalQueue {
  constructor(private readonly database: Database, private readonly definitions: CaseDefinitions) {}

  async list(actor: Actor, limit: number): Promise<ProposedExtension[]> {
    const offices = officesOf(actor).filter((office) => isAllowed(actor, 'item.approveExtension', office));
    const rows = await this.database.query<Row>(PROPOSED_EXTENSIONS, [
      offices.map(({ departmentCode }) => departmentCode), offices.map(({ divisionCode }) => divisionCode), [actor.accountId, actor.personId], limit,
    ]);
    return Promise.all(rows.map(async ({ oneThing: code, oneThingVersion, item: itemCode, ...row }) => {
      const { oneThing, catalogue } = await this.definitions.getPublished(code, oneThingVersion);
      const item = catalogue.items.get(itemCode)!;
      return { ...row, oneThingName: oneThing.name, itemName: item.name, unit: item.promisedLimit.unit };
    }));
  }
}

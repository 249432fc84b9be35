import { Injectable } from '@nestjs/common';
import { isAllowed } from '@onething/identity';
import type { Actor, CivilDate, Text } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import { CaseDefinitions } from '../case-definitions';
import { type Office, officesOf } from './colleagues';

/** A promise (告知承诺) that is to be checked, or that was found broken and is to be put right and checked again. */
export interface OpenPromise {
  caseId: string;
  itemId: string;
  oneThingName: Text;
  itemName: Text;
  department: string;
  division: string;
  state: string;
  caseNumber: string | null;
  /** Last day. */
  dueOn: CivilDate;
  /** That day may still move. */
  provisional: boolean;
  /** It was found broken. */
  broken: boolean;
}

interface Row extends Omit<OpenPromise, 'oneThingName' | 'itemName'> {
  oneThing: string;
  oneThingVersion: number;
  item: string;
}

export interface PromiseQuestion extends Partial<Office> {
  /** Those whose last day is this one or an earlier one. */
  dueTo?: CivilDate;
  limit: number;
}

const DUE = `coalesce(i.clock->>'rectifyBy', i.clock->>'checkPromiseBy')`;

/** As the index `item_case_promise` says it. */
export const OPEN_PROMISES: Statement = {
  name: 'cases.open-promises',
  text: `SELECT p.* FROM unnest($1::text[], $2::text[]) AS o(department, division) CROSS JOIN LATERAL (
      SELECT i.case_id AS "caseId", i.item_id AS "itemId", i.one_thing AS "oneThing", i.one_thing_version AS "oneThingVersion", i.item, i.department,
        i.division_code AS division, i.state, ${DUE} AS "dueOn", i.clock ? 'rectifyBy' AS broken,
        coalesce(i.clock->'dates'->'provisionalDays' ? 'rectifyBy', false) AS provisional,
        (SELECT number FROM official_number n WHERE n.case_id = i.case_id AND n.item_id = i.item_id AND n.kind = 'case'
          ORDER BY n.issued_at DESC, n.number DESC LIMIT 1) AS "caseNumber"
      FROM item_case i
      WHERE i.department = o.department AND i.division_code = o.division AND i.state IN ('handling', 'granted') AND ${DUE} IS NOT NULL AND ${DUE} <= $3
      ORDER BY ${DUE}, i.case_id, i.item_id LIMIT $4) AS p
    ORDER BY "dueOn", "caseId", "itemId" LIMIT $4`,
};

/** Later than every day. */
const NO_END = '9999-12-31';

/** Promises that wait for their check in one's offices, the most urgent first. */
@Injectable()
export class PromiseQueue {
  constructor(private readonly database: Database, private readonly definitions: CaseDefinitions) {}

  async list(actor: Actor, { departmentCode, divisionCode, dueTo = NO_END, limit }: PromiseQuestion): Promise<OpenPromise[]> {
    const offices = officesOf(actor).filter((office) => isAllowed(actor, 'item.checkPromise', office))
      .filter((office) => (departmentCode ?? office.departmentCode) === office.departmentCode && (divisionCode ?? office.divisionCode) === office.divisionCode);
    const rows = await this.database.query<Row>(OPEN_PROMISES, [
      offices.map((office) => office.departmentCode), offices.map((office) => office.divisionCode), dueTo, limit,
    ]);
    return Promise.all(rows.map(async ({ oneThing: code, oneThingVersion, item, ...row }) => {
      const { oneThing, catalogue } = await this.definitions.getPublished(code, oneThingVersion);
      return { ...row, oneThingName: oneThing.name, itemName: catalogue.items.get(item)!.name };
    }));
  }
}

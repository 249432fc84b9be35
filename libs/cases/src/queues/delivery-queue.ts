import { Injectable } from '@nestjs/common';
import { isAllowed } from '@onething/identity';
import type { Actor, CivilDate, Text } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import { CaseDefinitions } from '../case-definitions';
import type { ChosenWay } from '../domain/delivery-choice';

/** A one-thing whose results wait to be handed over: together (统一出件), or in parts when the day of one has passed meanwhile. */
export interface DeliverableCase {
  caseId: string;
  number: string | null;
  oneThing: string;
  oneThingName: Text;
  division: string;
  completedAt: Date;
  /** Last day for the next result (行政许可法 art. 44). */
  deliverBy: CivilDate;
  /** That day may still move. */
  provisional: boolean;
  /** The day of a result has passed. */
  overdue: boolean;
  /** How the applicant wants it; null while nothing was chosen. The address is shown apart, and recorded. */
  chosenWay: ChosenWay | null;
  /** To be sent with the command. */
  version: number;
}

export interface DeliveryPage {
  /** The case of the last entry of the page before. */
  after?: string;
  limit: number;
}

interface Thing {
  oneThing: string;
  oneThingVersion: number;
  division: string;
}

/** As the index says it. The clock of a bundle has that day as long as it has a result that was not handed over. */
const TO_DELIVER = `(state = 'completed' AND clock ? 'deliverBy' OR state = 'handling' AND clock ? 'deliveryOverdue')`;
export const THINGS_TO_DELIVER: Statement = {
  name: 'cases.things-to-deliver',
  text: `SELECT division_code AS division, one_thing AS "oneThing", one_thing_version AS "oneThingVersion"
    FROM bundle_case WHERE ${TO_DELIVER} AND division_code = ANY($1::text[]) GROUP BY 1, 2, 3`,
};
export const CASES_TO_DELIVER: Statement = {
  name: 'cases.cases-to-deliver',
  text: `SELECT b.id AS "caseId", (SELECT number FROM official_number n WHERE n.case_id = b.id AND n.kind = 'bundle') AS number,
      b.one_thing AS "oneThing", b.one_thing_version AS "oneThingVersion", b.division_code AS division, b.updated_at AS "completedAt", b.version,
      (b.clock->>'deliverBy')::date AS "deliverBy", b.clock ? 'deliverByProvisional' AS provisional, b.clock ? 'deliveryOverdue' AS overdue,
      (SELECT way FROM case_delivery_choice d WHERE d.case_id = b.id) AS "chosenWay"
    FROM unnest($1::text[], $2::text[], $3::int[]) AS t(division, one_thing, version)
      JOIN bundle_case b ON b.division_code = t.division AND b.one_thing = t.one_thing AND b.one_thing_version = t.version
    WHERE ${TO_DELIVER} AND ($4::uuid IS NULL OR b.id > $4) ORDER BY b.id LIMIT $5`,
};

/** What the windows of lead departments have to hand over, the oldest case first. */
@Injectable()
export class DeliveryQueue {
  constructor(private readonly database: Database, private readonly definitions: CaseDefinitions) {}

  /** @returns one more than was asked for when there is a further page */
  async page(actor: Actor, { after, limit }: DeliveryPage): Promise<DeliverableCase[]> {
    const things = await this.thingsOf(actor);
    const columns = [things.map((thing) => thing.division), things.map((thing) => thing.oneThing), things.map((thing) => thing.oneThingVersion)];
    const rows = await this.database.query<Omit<DeliverableCase, 'oneThingName'> & Thing>(CASES_TO_DELIVER, [...columns, after ?? null, limit + 1]);
    return Promise.all(rows.map(async ({ oneThingVersion, ...row }) => {
      const { oneThing } = await this.definitions.getPublished(row.oneThing, oneThingVersion);
      return { ...row, oneThingName: oneThing.name };
    }));
  }

  /** Which department leads is said by the version of the one-thing with which a case was filed. */
  private async thingsOf(actor: Actor): Promise<Thing[]> {
    const divisions = [...new Set(actor.posts.map((post) => post.divisionCode))];
    const things = await this.database.query<Thing>(THINGS_TO_DELIVER, [divisions]);
    const leads = await Promise.all(things.map(async (thing) => (await this.definitions.getPublished(thing.oneThing, thing.oneThingVersion)).oneThing.leadDepartment));
    return things.filter(({ division }, i) => isAllowed(actor, 'item.deliver', { departmentCode: leads[i]!, divisionCode: division }));
  }
}

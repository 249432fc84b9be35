import { Inject, Injectable } from '@nestjs/common';
import { CatalogueService } from '@onething/catalogue';
import { isAllowed } from '@onething/identity';
import { type Actor, CLOCK, type Clock, civilDate, type CivilDate, type Text } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';

const MOST = 200;

/** What is paused is not late. The number is the item's own, the latest one. */
const OVERDUE: Statement = {
  name: 'cases.overdue-items',
  text: `SELECT i.item_id AS "itemId", i.one_thing AS "oneThing", i.one_thing_version AS version, i.item, i.department, i.division_code AS division, i.due_on AS "dueOn",
      (SELECT n.number FROM official_number n WHERE n.case_id = i.case_id AND n.item_id = i.item_id ORDER BY n.kind = 'receipt', n.issued_at DESC, n.number DESC LIMIT 1) AS number
    FROM item_case i WHERE i.ended_at IS NULL AND i.due_on < $1::date AND i.division_code = ANY($2::text[]) AND left(i.state, 1) <> '$'
    ORDER BY i.due_on, i.item_id LIMIT ${MOST}`,
};

export interface OverdueItem {
  itemId: string;
  number: string | null;
  name: Text;
  departmentName: Text;
  division: string;
  /** The last day of its promise, which is over. */
  dueOn: CivilDate;
}

/** What is late now in the divisions that somebody supervises, the longest overdue first. Nothing of the applicants. */
@Injectable()
export class OverdueItems {
  constructor(private readonly database: Database, private readonly catalogue: CatalogueService, @Inject(CLOCK) private readonly clock: Clock) {}

  async list(actor: Actor): Promise<OverdueItem[]> {
    const { catalogue: { divisions } } = await this.catalogue.getEdition();
    const own = [...divisions.keys()].filter((divisionCode) => isAllowed(actor, 'statistics.readInternal', { divisionCode }));
    const rows = await this.database.query<{ oneThing: string; version: number; item: string; department: string } & Omit<OverdueItem, 'name' | 'departmentName'>>(
      OVERDUE, [civilDate(this.clock.now()), own],
    );
    return Promise.all(rows.map(async ({ oneThing, version, item, department, ...row }) => {
      const { catalogue } = await this.catalogue.getPublished(oneThing, version);
      return { ...row, name: catalogue.items.get(item)!.name, departmentName: catalogue.departments.get(department)!.name };
    }));
  }
}

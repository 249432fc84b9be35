import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@onething/persistence';

export type NumberKind = 'bundle' | 'receipt' | 'case';

const FIND: Statement = { name: 'cases.find-numbers', text: 'SELECT kind, item_id, number FROM official_number WHERE case_id = $1 ORDER BY issued_at, number' };

const BY_NUMBER: Statement = {
  name: 'cases.case-by-number',
  text: 'SELECT case_id AS "caseId", item_id AS "itemId" FROM official_number WHERE number = $1',
};

/** At least so many characters: fewer would name half the register. */
const SHORTEST_PART = 6;
/** So many numbers that begin, and as many that end, with what is asked for are looked at, the newest of those that begin so first. */
export const MOST_OF_A_PART = 1_000;

/** `~` comes after every character of a number. The two indexes know beginnings and ends. */
export const BY_PART: Statement = {
  name: 'cases.cases-by-part-of-number',
  text: `(SELECT case_id AS "caseId", item_id AS "itemId" FROM official_number WHERE number ~>=~ $1 AND number ~<~ ($1 || '~') ORDER BY number USING ~>~ LIMIT ${MOST_OF_A_PART})
    UNION ALL
    (SELECT case_id, item_id FROM official_number WHERE reverse(number) ~>=~ $2 AND reverse(number) ~<~ ($2 || '~') LIMIT ${MOST_OF_A_PART})`,
};

const OF_MANY: Statement = {
  name: 'cases.numbers-of-many',
  text: `SELECT DISTINCT ON (id) coalesce(item_id, case_id) AS id, number FROM official_number
    WHERE item_id = ANY($1::uuid[]) OR (item_id IS NULL AND case_id = ANY($1::uuid[])) ORDER BY id, kind = 'receipt', issued_at DESC, number DESC`,
};

/** What an official number stands for: a case, or one item of it. */
export interface NumberedPlace {
  caseId: string;
  itemId: string | null;
}

/** The official numbers (编号) of a case and its items; of an item that was forwarded up, those of the authority that has it now. */
export interface OfficialNumbers {
  bundle: string | null;
  ofItem(itemId: string, kind: 'receipt' | 'case'): string | null;
}

@Injectable()
export class CaseNumbers {
  constructor(private readonly database: Database) {}

  async find(caseId: string): Promise<OfficialNumbers> {
    const rows = await this.database.query<{ kind: NumberKind; item_id: string | null; number: string }>(FIND, [caseId]);
    const find = (kind: NumberKind, itemId: string | null) => rows.findLast((row) => row.kind === kind && row.item_id === itemId)?.number ?? null;
    return { bundle: find('bundle', null), ofItem: (itemId, kind) => find(kind, itemId) };
  }

  /** By id of a case or of an item: its latest number, where it has one. */
  async ofMany(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ id: string; number: string }>(OF_MANY, [ids]);
    return new Map(rows.map(({ id, number }) => [id, number]));
  }

  /**
   * Places whose number begins or ends like that.
   * @param part as somebody has typed it
   * @returns undefined when it is no part of a number
   */
  async findPlacesByPart(part: string): Promise<NumberedPlace[] | undefined> {
    const typed = part.trim().toUpperCase();
    if (typed.length < SHORTEST_PART || !/^[0-9A-Z]*$/.test(typed) || !/\d/.test(typed)) return undefined;
    const places = await this.database.query<NumberedPlace>(BY_PART, [typed, [...typed].reverse().join('')]);
    return places.length > 0 ? places : undefined;
  }

  /** @param number as somebody has typed it */
  async findPlace(number: string): Promise<NumberedPlace | undefined> {
    return (await this.database.query<NumberedPlace>(BY_NUMBER, [number.trim().toUpperCase()]))[0];
  }
}

import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@onething/persistence';

export type NumberKind = 'bundle' | 'receipt' | 'case';

const FIND: Statement = { name: 'cases.find-numbers', text: 'SELECT kind, item_id, number FROM official_number WHERE case_id = $1 ORDER BY issued_at, number' };

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
}

import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import { Database, type Statement } from '@onething/persistence';

const FIND: Statement = {
  name: 'cases.find-notes',
  text: 'SELECT item_id, seq, note FROM case_note WHERE case_id = $1',
};

interface Chain {
  caseId: string;
  itemId: string | null;
}

/** Free texts of commands (reasons, opinions, what must be corrected), encrypted, each beside the event that it belongs to. */
@Injectable()
export class CaseNotes {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  seal(chain: Chain, note: { seq: number; text: unknown } | undefined): Envelope | undefined {
    return note && this.keyring.encrypt(place(chain, note.seq), JSON.stringify(note.text));
  }

  /** The notes of all chains of a case; key: `noteKey`. */
  async findAll(caseId: string): Promise<Map<string, unknown>> {
    const rows = await this.database.query<{ item_id: string | null; seq: number; note: Envelope }>(FIND, [caseId]);
    return new Map(rows.map(({ item_id: itemId, seq, note }) =>
      [noteKey(itemId, seq), JSON.parse(this.keyring.decrypt(place({ caseId, itemId }, seq), note))]));
  }
}

export const noteKey = (itemId: string | null, seq: number): string => `${itemId ?? ''}/${seq}`;

const place = ({ caseId, itemId }: Chain, seq: number) => ({ table: 'case_note', field: 'note', row: `${caseId}/${noteKey(itemId, seq)}` });

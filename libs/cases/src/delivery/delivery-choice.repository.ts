import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import type { ChosenWay, DeliveryChoice, PostalAddress } from '../domain/delivery-choice';

export interface StoredChoice extends DeliveryChoice {
  version: number;
}

/** A case as it is held while its delivery is chosen: whatever hands results over waits meanwhile. */
export interface HeldCase {
  state: string;
  /** Results are there that were not handed over. */
  toDeliver: boolean;
  dataErased: boolean;
}

const FIND: Statement = { name: 'cases.find-delivery-choice', text: 'SELECT version, way, address FROM case_delivery_choice WHERE case_id = $1' };
const HOLD: Statement = {
  name: 'cases.hold-for-delivery-choice',
  text: `SELECT state, clock ? 'deliverBy' AS "toDeliver", clock ? 'dataErasedOn' AS "dataErased" FROM bundle_case WHERE id = $1 FOR NO KEY UPDATE`,
};
const SAVE: Statement = {
  name: 'cases.save-delivery-choice',
  text: `INSERT INTO case_delivery_choice (case_id, version, way, address, chosen_by, chosen_at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, way = excluded.way, address = excluded.address, chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at`,
};

/** How applicants want their results; addresses are encrypted at rest. */
@Injectable()
export class DeliveryChoiceRepository {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  /** @returns undefined while nothing was chosen */
  async find(caseId: string, within?: Transaction): Promise<StoredChoice | undefined> {
    const [row] = await (within ?? this.database).query<{ version: number; way: ChosenWay; address: Envelope | null }>(FIND, [caseId]);
    if (!row) return undefined;
    const { version, way, address } = row;
    return { version, way, ...(address && { address: JSON.parse(this.keyring.decrypt(place(caseId), address)) as PostalAddress }) };
  }

  /** Until the end of the transaction. */
  async hold(tx: Transaction, caseId: string): Promise<HeldCase | undefined> {
    return (await tx.query<HeldCase>(HOLD, [caseId]))[0];
  }

  async save(tx: Transaction, caseId: string, { version, way, address }: StoredChoice, by: { accountId: string; at: number }): Promise<void> {
    const sealed = address && this.keyring.encrypt(place(caseId), JSON.stringify(address));
    await tx.query(SAVE, [caseId, version, way, sealed === undefined ? null : JSON.stringify(sealed), by.accountId, new Date(by.at)]);
  }
}

const place = (caseId: string) => ({ table: 'case_delivery_choice', field: 'address', row: `${caseId}/address` });

import { coreDigest, type EnvelopeHead, headOf, type HubReceipt, type NodeKey, NO_DIGEST, readEnvelope, receiptDigest, refusal, writeHubReceipt } from '@onething/exchange';
import { newId } from '@onething/kernel';
import type { Database, Transaction } from '@onething/persistence';

/** How far the order of what goes to a region has come. */
export interface RegionState {
  delivered: number;
  deliveredDigest: string;
  submitted: number;
}

export interface Delivery {
  envelope: Buffer;
  receipt: HubReceipt;
}

interface LockedRegion extends RegionState {
  region: string;
  deliveredAt: Date | null;
}

const COLUMNS = 'region, delivered, delivered_digest AS "deliveredDigest", delivered_at AS "deliveredAt", submitted';
const MAKE = { name: 'hub.make-region', text: 'INSERT INTO hub_region (region) SELECT unnest($1::text[]) ON CONFLICT (region) DO NOTHING' };
const LOCK = { name: 'hub.lock-regions', text: `SELECT ${COLUMNS} FROM hub_region WHERE region = ANY ($1) ORDER BY region FOR UPDATE` };
const STATE = { name: 'hub.region', text: `SELECT ${COLUMNS} FROM hub_region WHERE region = $1` };
const FIND = { name: 'hub.find-message', text: 'SELECT core_digest AS "coreDigest", head, receipt FROM hub_message WHERE id = $1' };
const ACCEPT = {
  name: 'hub.accept',
  text: `WITH message AS (
      INSERT INTO hub_message (id, core_digest, head, receipt) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING
    ), sender AS (
      UPDATE hub_region SET submitted = submitted + 1 WHERE region = $5
    ), recipient AS (
      UPDATE hub_region SET delivered = $7, delivered_digest = $8, delivered_at = $9 WHERE region = $6
    )
    INSERT INTO hub_delivery (recipient, number, envelope, receipt) VALUES ($6, $7, $10, $4)`,
};
const LIST = {
  name: 'hub.deliveries',
  text: 'SELECT envelope, receipt FROM hub_delivery WHERE recipient = $1 AND number > $2 AND number <= $3 ORDER BY number LIMIT $4',
};
const SUBMISSIONS = {
  name: 'hub.submissions',
  text: `SELECT d.envelope, d.receipt FROM hub_delivery d
    WHERE d.receipt->>'from' = $1 AND (d.receipt->>'fromNumber')::bigint > $2 AND (d.receipt->>'fromNumber')::bigint <= $3
    ORDER BY (d.receipt->>'fromNumber')::bigint LIMIT $4`,
};
const REFUSED = { name: 'hub.refused', text: 'INSERT INTO hub_refusal (id, at, region, code, route) VALUES ($1, $2, $3, $4, $5)' };

/** The order of what goes to each region. The hub reads addresses only. */
export class Ledger {
  constructor(private readonly database: Database, private readonly currentKey: (now: number) => NodeKey) {}

  /**
   * Takes a message once; the same one again gets the same receipt, unless its sender was asked to send it again.
   * @throws DomainError `EXCHANGE.ID_REUSED`
   */
  async accept(head: EnvelopeHead, envelope: Buffer, resend: boolean, now: number): Promise<{ head: EnvelopeHead; receipt: HubReceipt }> {
    const { id, from, to } = head.core;
    return this.database.transaction(async (tx) => {
      await tx.query(MAKE, [[from, to].sort()]);
      const regions = await tx.query<LockedRegion>(LOCK, [[from, to]]);
      const [known] = await tx.query<{ coreDigest: string; head: EnvelopeHead; receipt: HubReceipt }>(FIND, [id]);
      if (known && known.coreDigest !== coreDigest(head.core)) throw refusal('ID_REUSED');
      if (known && !resend) return known;
      return { head, receipt: await this.write(tx, head, envelope, { from: of(regions, from), to: of(regions, to) }, now) };
    });
  }

  async stateOf(region: string): Promise<RegionState> {
    return (await this.database.query<RegionState>(STATE, [region]))[0] ?? { delivered: 0, deliveredDigest: NO_DIGEST, submitted: 0 };
  }

  /** @param until number that the statement beside them names */
  list(region: string, range: { after: number; until: number; limit: number }): Promise<Delivery[]> {
    return this.database.query<Delivery>(LIST, [region, range.after, range.until, range.limit]);
  }

  /** What a region has sent, without its content: each with the head that its receipt is of, as what is sent again is sealed anew. @param until number that the statement beside them names */
  async listSubmissions(region: string, range: { after: number; until: number; limit: number }): Promise<{ head: EnvelopeHead; receipt: HubReceipt }[]> {
    const rows = await this.database.query<Delivery>(SUBMISSIONS, [region, range.after, range.until, range.limit]);
    return rows.map(({ envelope, receipt }) => ({ head: headOf(readEnvelope(envelope)), receipt }));
  }

  async noteRefusal(region: string | undefined, code: string, route: string, now: number): Promise<void> {
    await this.database.query(REFUSED, [newId(now), new Date(now), region ?? null, code, route]);
  }

  private async write(tx: Transaction, head: EnvelopeHead, envelope: Buffer, { from, to }: { from: LockedRegion; to: LockedRegion }, now: number): Promise<HubReceipt> {
    // A clock that was set back does not date a receipt before the one that stands already.
    const at = new Date(Math.max(now, to.deliveredAt?.getTime() ?? 0));
    const place = { number: to.delivered + 1, fromNumber: from.submitted + 1, previous: to.deliveredDigest, at: at.toISOString() };
    const receipt = writeHubReceipt(head, place, this.currentKey(now));
    await tx.query(ACCEPT, [head.core.id, coreDigest(head.core), head, receipt, from.region, to.region, receipt.number, receiptDigest(receipt), at, envelope]);
    return receipt;
  }
}

function of(regions: LockedRegion[], wanted: string): LockedRegion {
  return regions.find(({ region }) => region === wanted)!;
}

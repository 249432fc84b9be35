import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { CLOCK, type Clock } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import { ERASABLE_RECORDS, type ErasableRecords } from './erasable-records';

export const HELD_KINDS = ['case', 'person'] as const;
export type HeldKind = (typeof HELD_KINDS)[number];

const PLACE: Statement = {
  name: 'privacy.place-hold',
  text: 'INSERT INTO legal_hold (object_kind, object_id, placed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING object_id',
};
const LIFT: Statement = { name: 'privacy.lift-hold', text: 'DELETE FROM legal_hold WHERE object_kind = $1 AND object_id = $2 RETURNING object_id' };
const HELD: Statement = { name: 'privacy.held-among', text: 'SELECT object_id AS id FROM legal_hold WHERE object_id = ANY($1::uuid[])' };

/** Cases and persons whose records stay, whatever the rules say: a complaint, a lawsuit or an inspection needs them (法律保全). */
@Injectable()
export class LegalHolds {
  constructor(
    private readonly database: Database, private readonly securityLog: SecurityLog, @Inject(ERASABLE_RECORDS) private readonly classes: readonly ErasableRecords[],
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Also what a rule has ordered to be erased a moment ago stays, if it is still there. @returns false when it is held already */
  async place(kind: HeldKind, id: string, reason: string): Promise<boolean> {
    const placed = await this.change('hold.placed', PLACE, [kind, id, new Date(this.clock.now())], { kind, id }, reason);
    await this.keep([id]);
    return placed;
  }

  /** Calls back what was ordered to be erased of held cases and persons. */
  async keep(ids: Iterable<string>): Promise<void> {
    for (const id of ids) for (const records of this.classes) await records.keep?.(id);
  }

  /** @returns false when it is not held */
  lift(kind: HeldKind, id: string, reason: string): Promise<boolean> {
    return this.change('hold.lifted', LIFT, [kind, id], { kind, id }, reason);
  }

  /** Those of the ids, of cases and persons, that are held. */
  async heldAmong(ids: readonly string[]): Promise<Set<string>> {
    return new Set((await this.database.query<{ id: string }>(HELD, [ids])).map(({ id }) => id));
  }

  private change(act: 'hold.placed' | 'hold.lifted', statement: Statement, values: unknown[], object: { kind: HeldKind; id: string }, reason: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      if ((await tx.query(statement, values)).length === 0) return false;
      await this.securityLog.record({ act, outcome: 'done', object, reason, ...(object.kind === 'person' && { subjectPersonId: object.id }) }, tx);
      return true;
    });
  }
}

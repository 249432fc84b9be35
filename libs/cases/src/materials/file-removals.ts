import { Injectable, Logger } from '@nestjs/common';
import { withoutInput } from '@onething/kernel';
import { ObjectStore } from '@onething/object-store';
import { Database, type Statement } from '@onething/persistence';

const BATCH = 20;

/** How long a worker has for what it has claimed, and how long a failure rests. By the database's own clock: no deadline of a case. */
const LEASE = `interval '30 seconds'`;

const CLAIM: Statement = {
  name: 'cases.claim-file-removals',
  text: `UPDATE file_removal SET claimed_until = clock_timestamp() + ${LEASE}
    WHERE object_key IN (
      SELECT object_key FROM file_removal WHERE claimed_until IS NULL OR claimed_until < clock_timestamp()
      ORDER BY removed_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING object_key AS "objectKey"`,
};
const DONE: Statement = { name: 'cases.file-removal-done', text: 'DELETE FROM file_removal WHERE object_key = $1' };

/**
 * Removes from the store what no row refers to any more. The note goes after the object: whoever is killed in between leaves
 * the note, and removing once more what is gone is no failure.
 */
@Injectable()
export class FileRemovals {
  private readonly log = new Logger(FileRemovals.name);

  constructor(private readonly database: Database, private readonly store: ObjectStore) {}

  /** @returns how many objects are gone; what the store did not remove is tried again later */
  async removeBatch(): Promise<number> {
    const claimed = await this.database.query<{ objectKey: string }>(CLAIM, []);
    let gone = 0;
    for (const { objectKey } of claimed) if (await this.remove(objectKey)) gone += 1;
    return gone;
  }

  private async remove(objectKey: string): Promise<boolean> {
    try {
      await this.store.remove(objectKey);
    } catch (error) {
      this.log.warn({ message: 'The store did not remove an object; it is tried again', objectKey, error: withoutInput(error) });
      return false;
    }
    await this.database.query(DONE, [objectKey]);
    return true;
  }
}

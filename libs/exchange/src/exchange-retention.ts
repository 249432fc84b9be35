import { Injectable } from '@nestjs/common';
import { ObjectStore } from '@onething/object-store';
import { Database, type Statement } from '@onething/persistence';

/** A conversation, or a file, of which nobody has heard since a day. */
interface OldRecord {
  id: string;
  endedAt: Date;
  /** Of a file: the conversations that have named it. */
  conversations?: string[];
}

/** Records of one class, as the rules of retention ask for them. */
export interface RetainedExchange {
  /** As in `config/retention.yaml`. */
  class: 'exchangeMessage' | 'exchangeFile';
  /** By id, behind `after`. */
  findDue(endedBefore: Date, after: string | undefined, limit: number): Promise<OldRecord[]>;
  erase(ids: readonly string[]): Promise<void>;
}

/** Everything sent and answered, nothing waiting, and no message for so long. */
const DUE_CONVERSATIONS: Statement = {
  name: 'exchange.retention-due-messages',
  text: `SELECT c.id, c.changed_at AS "endedAt" FROM exchange_conversation c
    WHERE c.changed_at < $1 AND ($2::uuid IS NULL OR c.id > $2)
      AND (EXISTS (SELECT FROM exchange_outgoing o WHERE o.conversation = c.id AND o.payload IS NOT NULL AND o.sequence > 0)
        OR EXISTS (SELECT FROM exchange_incoming i WHERE i.conversation = c.id AND i.payload IS NOT NULL AND i.sequence > 0))
      AND NOT EXISTS (SELECT FROM exchange_outgoing o WHERE o.conversation = c.id AND o.sequence > 0 AND (o.state = 'waiting' OR o.outcome IS NULL))
      AND NOT EXISTS (SELECT FROM exchange_incoming i WHERE i.conversation = c.id AND i.sequence > 0 AND i.has_files AND NOT i.files_noted)
      AND NOT EXISTS (SELECT FROM exchange_delivery d WHERE d.conversation = c.id AND d.state = 'parked')
    ORDER BY c.id LIMIT $3`,
};
const ERASE_CONVERSATIONS: Statement = {
  name: 'exchange.retention-erase-messages',
  text: `WITH uploads AS (DELETE FROM exchange_upload WHERE conversation = ANY($1::uuid[]) AND state = 'done'),
      received AS (UPDATE exchange_incoming SET payload = NULL WHERE conversation = ANY($1::uuid[]) AND sequence > 0)
    UPDATE exchange_outgoing SET payload = NULL WHERE conversation = ANY($1::uuid[]) AND sequence > 0 AND state = 'sent'`,
};

/** The id that the key of an object ends with. */
const ID = `split_part(f.object_key, '/', 2)::uuid`;
const USED_SINCE = `EXISTS (SELECT FROM exchange_file_use u JOIN exchange_conversation c ON c.id = u.conversation WHERE u.sha256 = f.sha256 AND c.changed_at >= $1)`;
const DUE_FILES: Statement = {
  name: 'exchange.retention-due-files',
  text: `SELECT ${ID} AS id, greatest(f.stored_at,
        (SELECT max(c.changed_at) FROM exchange_file_use u JOIN exchange_conversation c ON c.id = u.conversation WHERE u.sha256 = f.sha256)) AS "endedAt",
      ARRAY(SELECT u.conversation FROM exchange_file_use u WHERE u.sha256 = f.sha256) AS conversations
    FROM exchange_stored_file f WHERE f.stored_at < $1 AND NOT ${USED_SINCE} AND ($2::uuid IS NULL OR ${ID} > $2) ORDER BY 1 LIMIT $3`,
};
/** Waits for messages that name the file at this moment: see `exchange.expect-file`. */
const LOCK_FILE: Statement = {
  name: 'exchange.retention-lock-file', text: 'SELECT object_key AS "objectKey", stored_at AS "storedAt" FROM exchange_stored_file WHERE object_key = $1 FOR UPDATE',
};
const LAST_USE: Statement = {
  name: 'exchange.retention-last-use',
  text: `SELECT max(c.changed_at) AS at FROM exchange_stored_file f JOIN exchange_file_use u ON u.sha256 = f.sha256 JOIN exchange_conversation c ON c.id = u.conversation
    WHERE f.object_key = $1`,
};
const ERASE_FILE: Statement = {
  name: 'exchange.retention-erase-file',
  text: `WITH gone AS (DELETE FROM exchange_stored_file WHERE object_key = $1 RETURNING sha256) DELETE FROM exchange_file_use WHERE sha256 IN (SELECT sha256 FROM gone)`,
};

/**
 * What was said in conversations with other provinces, and files that came with them, kept for longer than a rule says. Heads, digests and receipts
 * stay: who sent and answered what, and when, is proven for good.
 */
@Injectable()
export class ExchangeRetention {
  /** Since when no conversation of a file may have gone on: as the last look has asked. */
  private before = new Date(0);

  constructor(private readonly database: Database, private readonly store: ObjectStore) {}

  classes(): RetainedExchange[] {
    return [{
      class: 'exchangeMessage',
      findDue: (endedBefore, after, limit) => this.database.query<OldRecord>(DUE_CONVERSATIONS, [endedBefore, after ?? null, limit]),
      erase: async (ids) => {
        await this.database.query(ERASE_CONVERSATIONS, [ids]);
      },
    }, {
      class: 'exchangeFile',
      findDue: (endedBefore, after, limit) => {
        this.before = endedBefore;
        return this.database.query<OldRecord>(DUE_FILES, [endedBefore, after ?? null, limit]);
      },
      erase: async (ids) => {
        for (const id of ids) await this.eraseFile(`exchange/${id}`);
      },
    }];
  }

  /** The object first: while its row stands, another run finds it again. Whoever names the file from now on has it sent once more. */
  private async eraseFile(objectKey: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [file] = await tx.query<{ storedAt: Date }>(LOCK_FILE, [objectKey]);
      const [use] = await tx.query<{ at: Date | null }>(LAST_USE, [objectKey]);
      if (!file || (use?.at && use.at >= this.before)) return;
      await this.store.remove(objectKey);
      await tx.query(ERASE_FILE, [objectKey]);
    });
  }
}

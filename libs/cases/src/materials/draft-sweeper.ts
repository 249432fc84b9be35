import { Injectable } from '@nestjs/common';
import type { Statement, Transaction } from '@onething/persistence';
import type { ChainedEvent } from '../domain/event';
import type { Follower } from '../feed/follower';

/**
 * Takes away what a draft held. Only of cases that are thrown away now: the files of a submitted case are out of reach, whatever
 * an event says. Objects are noted for removal in the same transaction as their rows go.
 */
const SWEEP: Statement = {
  name: 'cases.sweep-drafts',
  text: `
WITH thrown AS (SELECT id FROM bundle_case WHERE id = ANY($1::uuid[]) AND state = 'discarded'),
file AS (DELETE FROM case_file f USING thrown t WHERE f.case_id = t.id RETURNING f.object_key),
material AS (DELETE FROM case_material m USING thrown t WHERE m.case_id = t.id),
answers AS (DELETE FROM case_answers a USING thrown t WHERE a.case_id = t.id),
delivery AS (DELETE FROM case_delivery_choice d USING thrown t WHERE d.case_id = t.id)
INSERT INTO file_removal (object_key, removed_at) SELECT object_key, $2 FROM file`,
};

/** Takes away what is kept of a person in a case whose time is over: also free texts, results and who took part. Only where the case says so itself. */
const ERASE: Statement = {
  name: 'cases.erase-data',
  text: `
WITH over AS (SELECT id FROM bundle_case WHERE id = ANY($1::uuid[]) AND state IN ('completed', 'delivered') AND clock ? 'dataErasedOn'),
file AS (DELETE FROM case_file f USING over o WHERE f.case_id = o.id RETURNING f.object_key),
material AS (DELETE FROM case_material m USING over o WHERE m.case_id = o.id),
answers AS (DELETE FROM case_answers a USING over o WHERE a.case_id = o.id),
delivery AS (DELETE FROM case_delivery_choice d USING over o WHERE d.case_id = o.id),
note AS (DELETE FROM case_note n USING over o WHERE n.case_id = o.id),
result AS (DELETE FROM case_result r USING over o WHERE r.case_id = o.id),
party AS (DELETE FROM case_party p USING over o WHERE p.case_id = o.id)
INSERT INTO file_removal (object_key, removed_at) SELECT object_key, $2 FROM file`,
};

/**
 * Follows the cases and empties drafts that were discarded or have expired: files, materials and answers; and cases whose data are
 * erased by a rule of retention. History and dates stay. The store is not touched here, so that no transaction waits for it: `FileRemovals` does that.
 */
@Injectable()
export class DraftSweeper implements Follower {
  readonly name = 'drafts';

  async handle(tx: Transaction, events: ChainedEvent[]): Promise<void> {
    await sweep(tx, SWEEP, events.filter(({ type }) => type === 'draftDiscarded' || type === 'draftExpired'));
    await sweep(tx, ERASE, events.filter(({ type }) => type === 'dataErased'));
  }
}

async function sweep(tx: Transaction, statement: Statement, events: ChainedEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query(statement, [events.map(({ caseId }) => caseId), new Date(Math.max(...events.map(({ recordedAt }) => recordedAt)))]);
}

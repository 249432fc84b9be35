import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ObjectStore } from '@onething/object-store';
import { Database } from '@onething/persistence';
import type { TestPlatform } from './test-platform';

interface Placed {
  caseId: string;
  objectKey: string;
}

/** Where a case's file lies. */
export async function placeOf({ app }: Pick<TestPlatform, 'app'>, fileId: string): Promise<string> {
  return (await rowOf(app.get(Database), fileId)).objectKey;
}

/**
 * Puts files where files lay before they had an address by their content.
 * @param alsoBroken leaves something else at the new address, as an attempt to move them that was killed
 */
export async function layUnderIds({ app }: Pick<TestPlatform, 'app'>, fileIds: readonly string[], alsoBroken: string): Promise<void> {
  const [database, store] = [app.get(Database), app.get(ObjectStore)];
  const options = { contentType: 'application/pdf', maxBytes: 1_000_000 };
  for (const id of fileIds) {
    const { caseId, objectKey } = await rowOf(database, id);
    const content = await buffer(await store.get(objectKey));
    await store.put(`cases/${caseId}/${id}`, Readable.from([content]), options);
    await store.remove(objectKey);
    if (id === alsoBroken) await store.put(objectKey, Readable.from([Buffer.from('a half')]), options);
    await database.query({ name: 'test.old-address', text: 'UPDATE case_file SET object_key = $2 WHERE id = $1' }, [id, `cases/${caseId}/${id}`]);
  }
}

async function rowOf(database: Database, fileId: string): Promise<Placed> {
  const [row] = await database.query<Placed>({ name: 'test.file-place', text: 'SELECT case_id AS "caseId", object_key AS "objectKey" FROM case_file WHERE id = $1' }, [fileId]);
  return row!;
}

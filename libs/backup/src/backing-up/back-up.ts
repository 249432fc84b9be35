import { Readable } from 'node:stream';
import type { KeySet } from '@onething/crypto';
import type { ObjectStore, ReferenceReader } from '@onething/object-store';
import { Client } from 'pg';
import { readTables } from '../database-facts';
import { type Manifest, newManifest, type Part, type TablePart, writeManifest } from '../domain/manifest';
import { assertDeclared } from '../feeds';
import type { BackupWriter } from '../place/backup-place.port';
import type { BackupScope, ProgressListener } from '../scope';
import { type KeyFiles, marksOf, sealKeys } from '../sealed-keys';
import { describeDatabase } from './database-description';
import { backUpFiles } from './file-backup';
import { Snapshot } from './snapshot';

export interface BackupRequest {
  /** Connection of the owner role. */
  ownerUrl: string;
  store: ObjectStore;
  writer: BackupWriter;
  scope: BackupScope;
  /** Keys of the installation: their marks go along, they themselves only with a passphrase. */
  keys: KeySet;
  passphrase?: string;
  /** Private keys of seals; asked for with a passphrase only, when the snapshot is there: every certificate in it has its key. */
  readSealKeys?: () => Promise<KeyFiles>;
  region: string;
  /** Epoch ms. */
  now: number;
  onProgress?: ProgressListener;
}

/**
 * Writes everything that must not be lost, as it was at one instant, beside a working platform. What fails leaves no backup
 * behind.
 * @returns the manifest; its `files` say what the store did not have
 * @throws DomainError `BACKUP.NOTHING_THERE`, `BACKUP.UNDECLARED_TRANSACTION_IDS`, `BACKUP.SHORT_PASSPHRASE`, `OBJECT_STORE.UNAVAILABLE`
 */
export async function backUp(request: BackupRequest): Promise<Manifest> {
  const { writer, ownerUrl } = request;
  const present = new Client({ connectionString: ownerUrl });
  present.on('error', () => undefined);
  let snapshot: Snapshot | undefined;
  try {
    await present.connect();
    snapshot = await Snapshot.open(ownerUrl);
    const manifest = await copyAll(request, snapshot, readerOn(present));
    await writer.finish(writeManifest(manifest));
    return manifest;
  } catch (error) {
    await writer.discard();
    throw error;
  } finally {
    await snapshot?.close();
    await present.end().catch(() => undefined);
  }
}

/** Files first: the sooner they are copied, the fewer are removed meanwhile. */
async function copyAll(request: BackupRequest, snapshot: Snapshot, present: ReferenceReader): Promise<Manifest> {
  const { scope, writer, keys, passphrase, region, now, store, onProgress = () => undefined } = request;
  const { description, tables } = await snapshot.withoutLasting(async () => {
    await assertDeclared(snapshot, scope);
    return { description: await describeDatabase(snapshot, scope), tables: await readTables(snapshot, scope.schemas, scope.leftOut) };
  });
  const sealed = passphrase === undefined ? undefined : await writer.write('keys.json', Readable.from([Buffer.from(await sealKeys(keys, passphrase))]));
  const seals = passphrase === undefined ? undefined : await writeSealKeys(request, passphrase);
  const files = await backUpFiles({ snapshot, present, store, writer, objects: scope.objects, onProgress });
  const parts: TablePart[] = [];
  for (const facts of tables) {
    parts.push({ ...facts, ...await snapshot.copy(facts, (content) => writer.write(`tables/${facts.schema}.${facts.table}`, content)) });
    onProgress({ phase: 'tables', done: parts.length, total: tables.length, bytes: parts.reduce((sum, { size }) => sum + size, 0) });
  }
  return newManifest({
    ...description, madeAt: new Date(now).toISOString(), region, tables: parts, files, keys: { marks: marksOf(keys), ...(sealed ? { sealed } : {}), ...(seals ? { seals } : {}) },
  });
}

async function writeSealKeys({ writer, readSealKeys }: BackupRequest, passphrase: string): Promise<Part | undefined> {
  const keys = await readSealKeys?.() ?? {};
  return Object.keys(keys).length === 0 ? undefined : writer.write('seal-keys.json', Readable.from([Buffer.from(await sealKeys(keys, passphrase))]));
}

const readerOn = (client: Client): ReferenceReader => ({
  query: async <Row>({ text }: { text: string }, values: unknown[]) => (await client.query(text, values)).rows as Row[],
});

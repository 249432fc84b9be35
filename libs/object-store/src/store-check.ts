import { DomainError } from '@onething/kernel';
import type { ObjectStore } from './object-store.port';
import type { ReferenceReader, StoredObjects } from './stored-objects';

/** `missing`: a row refers to it, and the store has it not. `orphan`: it lies in the store, and no row refers to it. */
export interface StoreFinding {
  kind: 'missing' | 'orphan';
  key: string;
}

/** What a comparison of store and rows came to. */
export interface StoreFindings {
  /** Rows that refer to an object. */
  references: number;
  /** Objects in the folders that were walked through. */
  objects: number;
  missing: number;
  orphans: number;
  /** Orphans that were removed. */
  removed: number;
  /** Uploads that never became an object, and were thrown away. */
  unfinished: number;
}

export interface StoreCheck {
  store: ObjectStore;
  reader: ReferenceReader;
  objects: readonly StoredObjects[];
  /** Epoch ms: an object that came later may be one whose row is still to be written, and is none of our business. */
  before: number;
  removeOrphans: boolean;
  onFinding: (finding: StoreFinding) => void;
  onProgress?: (findings: StoreFindings) => void;
}

const PAGE = 100;

/**
 * Compares the store with the rows that refer to it; the platform may run beside it. A file is stored before its row is written and
 * keys are never used twice, so what is old and has no row will never have one.
 * @throws DomainError `OBJECT_STORE.UNAVAILABLE`; `OBJECT_STORE.OTHER_DATABASE` before anything is removed
 */
export async function checkStore(check: StoreCheck): Promise<StoreFindings> {
  const findings: StoreFindings = { references: 0, objects: 0, missing: 0, orphans: 0, removed: 0, unfinished: 0 };
  for (const objects of check.objects) await findMissing(check, objects, findings);
  if (check.removeOrphans) assertBelongTogether(findings);
  const folders = new Set(check.objects.flatMap(({ folder }) => folder ?? []));
  for (const folder of folders) await findOrphans(check, folder, findings);
  return findings;
}

/** To a database of another installation, or an empty one, every object is an orphan. */
function assertBelongTogether({ references, missing }: StoreFindings): void {
  if (references > 0 && missing * 2 <= references) return;
  throw new DomainError('refused', 'OBJECT_STORE.OTHER_DATABASE',
    `Of ${references} rows ${missing} have no object here: database and store seem not to belong together, so nothing is removed. Check DATABASE_URL and the settings of the store`);
}

async function findMissing({ store, reader, onFinding, onProgress }: StoreCheck, objects: StoredObjects, findings: StoreFindings): Promise<void> {
  for (let after: string | undefined; ;) {
    const page = await objects.find(reader, after, PAGE);
    for (const { key } of page) {
      findings.references += 1;
      // Its owner may have removed it meanwhile.
      if (!await store.head(key) && await objects.refersTo(reader, key)) {
        findings.missing += 1;
        onFinding({ kind: 'missing', key });
      }
      onProgress?.(findings);
    }
    after = page.at(-1)?.key;
    if (page.length < PAGE) return;
  }
}

async function findOrphans(check: StoreCheck, folder: string, findings: StoreFindings): Promise<void> {
  const { store, before, removeOrphans, onFinding, onProgress } = check;
  for await (const { key, storedAt } of store.walk(folder)) {
    findings.objects += 1;
    onProgress?.(findings);
    if (storedAt >= before || await isReferredTo(check, folder, key)) continue;
    findings.orphans += 1;
    onFinding({ kind: 'orphan', key });
    if (!removeOrphans) continue;
    await store.remove(key);
    findings.removed += 1;
  }
  if (removeOrphans) findings.unfinished += await store.clearUnfinished(folder, before);
}

async function isReferredTo({ reader, objects }: StoreCheck, folder: string, key: string): Promise<boolean> {
  for (const one of objects) if (one.folder === folder && await one.refersTo(reader, key)) return true;
  return false;
}

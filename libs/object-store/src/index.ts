import type { MigrationClass } from '@onething/persistence';
import { CreateObjectSeals1764004100000 } from './persistence/migrations/1764004100000-create-object-seals';

export { HeldContent } from './held-content';
export { ObjectStoreModule, objectStoreOf } from './object-store.module';
export { type ExpectedObject, type ListedObject, ObjectStore, type PutOptions, type StoredObject } from './object-store.port';
export { S3ObjectStore } from './s3-object-store';
export { sealedDigests } from './sealing/object-seals';
export { SealedObjectStore, type SealingOutcome } from './sealing/sealed-object-store';
export { checkStore, type StoreFinding, type StoreFindings } from './store-check';
export { type ReferenceReader, type StoredObjects, storedObjectsOf, type StoredReference } from './stored-objects';

export const OBJECT_STORE_MIGRATIONS: MigrationClass[] = [CreateObjectSeals1764004100000];

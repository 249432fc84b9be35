export { ObjectStoreModule, objectStoreOf } from './object-store.module';
export { ObjectStore, type PutOptions, type StoredObject } from './object-store.port';
export { S3ObjectStore } from './s3-object-store';
export { type ReferenceReader, type StoredObjects, storedObjectsOf, type StoredReference } from './stored-objects';

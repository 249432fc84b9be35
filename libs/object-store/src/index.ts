export { ObjectStoreModule } from './object-store.module';
export { ObjectStore, type PutOptions, type StoredObject } from './object-store.port';
export { S3ObjectStore } from './s3-object-store';

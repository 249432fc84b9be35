import { Module } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { FileObjectStore } from './file-object-store';
import { ObjectStore } from './object-store.port';
import { S3ObjectStore } from './s3-object-store';

/** The store that the settings name. */
export function objectStoreOf({ objectStore }: Pick<Settings, 'objectStore'>): ObjectStore {
  return objectStore.kind === 's3' ? new S3ObjectStore(objectStore) : new FileObjectStore(objectStore.folder);
}

/** Provides `ObjectStore`: files in embedded mode, S3 in external mode. */
@Module({
  providers: [{ provide: ObjectStore, inject: [SETTINGS], useFactory: objectStoreOf }],
  exports: [ObjectStore],
})
export class ObjectStoreModule {}

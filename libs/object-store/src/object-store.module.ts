import { Module } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { FileObjectStore } from './file-object-store';
import { ObjectStore } from './object-store.port';
import { S3ObjectStore } from './s3-object-store';

/** Provides `ObjectStore`: files in embedded mode, S3 in external mode. */
@Module({
  providers: [{
    provide: ObjectStore,
    inject: [SETTINGS],
    useFactory: ({ objectStore }: Settings) => (objectStore.kind === 's3' ? new S3ObjectStore(objectStore) : new FileObjectStore(objectStore.folder)),
  }],
  exports: [ObjectStore],
})
export class ObjectStoreModule {}

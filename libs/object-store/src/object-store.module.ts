import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { EncryptedColumns, Keyring } from '@onething/crypto';
import { Database } from '@onething/persistence';
import { FileObjectStore } from './file-object-store';
import { ObjectStore } from './object-store.port';
import { S3ObjectStore } from './s3-object-store';
import { ObjectSeals, sealColumns } from './sealing/object-seals';
import { SealedObjectStore } from './sealing/sealed-object-store';

/** The store that the settings name, its objects as they lie there: encrypted. For the backup, and for what outsiders are to read. */
export function objectStoreOf({ objectStore }: Pick<Settings, 'objectStore'>): ObjectStore {
  return objectStore.kind === 's3' ? new S3ObjectStore(objectStore) : new FileObjectStore(objectStore.folder);
}

/** Provides `ObjectStore`: files in embedded mode, S3 in external mode, encrypted in both. */
@Module({
  providers: [
    {
      provide: SealedObjectStore,
      inject: [SETTINGS, Database, Keyring],
      useFactory: (settings: Settings, database: Database, keyring: Keyring) => new SealedObjectStore(objectStoreOf(settings), new ObjectSeals(database, keyring)),
    },
    { provide: ObjectStore, useExisting: SealedObjectStore },
  ],
  exports: [ObjectStore, SealedObjectStore],
})
export class ObjectStoreModule implements OnModuleInit {
  constructor(@Inject(Database) private readonly database: Database, @Inject(EncryptedColumns) private readonly columns: EncryptedColumns) {}

  onModuleInit(): void {
    for (const column of sealColumns(this.database)) this.columns.register(column);
  }
}

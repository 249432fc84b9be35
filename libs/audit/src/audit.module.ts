import { Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { SETTINGS } from '@onething/config';
import { EncryptedColumns, sqlEncryptedColumn } from '@onething/crypto';
import { objectStoreOf } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { ActReader } from './act-reader';
import { AccessLog } from './access-log';
import { REASON_COLUMN } from './persistence/act-reason';
import { ActRepository } from './persistence/act.repository';
import { TreeRepository } from './persistence/tree.repository';
import { SecurityLog } from './security-log';
import { HEAD_STORE } from './tree/head-files';
import { HeadPublisher } from './tree/head-publisher';
import { TransparencyLog } from './tree/transparency-log';
import { TreeHeads } from './tree/tree-heads';
import { TreeProofs } from './tree/tree-proofs';
import { ActCheck } from './verification/act-check';
import { LogVerification } from './verification/log-verification';

/**
 * Global: whatever is done anywhere is recorded in the one log. Needs `EventChains`, from a global module where the application is put
 * together.
 */
@Global()
@Module({
  providers: [
    AccessLog, ActCheck, ActReader, ActRepository, HeadPublisher, LogVerification, SecurityLog, TransparencyLog, TreeHeads, TreeProofs, TreeRepository,
    { provide: HEAD_STORE, inject: [SETTINGS], useFactory: objectStoreOf },
  ],
  exports: [AccessLog, ActReader, LogVerification, SecurityLog, TransparencyLog, TreeHeads, TreeProofs],
})
export class AuditModule implements OnModuleInit {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EncryptedColumns) private readonly columns: EncryptedColumns,
  ) {}

  onModuleInit(): void {
    this.columns.register(sqlEncryptedColumn(this.database, REASON_COLUMN));
  }
}

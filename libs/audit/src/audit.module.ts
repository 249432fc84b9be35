import { Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { EncryptedColumns, sqlEncryptedColumn } from '@onething/crypto';
import { Database } from '@onething/persistence';
import { REASON_COLUMN } from './persistence/act-reason';
import { SecurityLog } from './security-log';

/** Global: whatever is done anywhere is recorded in the one log. */
@Global()
@Module({ providers: [SecurityLog], exports: [SecurityLog] })
export class AuditModule implements OnModuleInit {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EncryptedColumns) private readonly columns: EncryptedColumns,
  ) {}

  onModuleInit(): void {
    this.columns.register(sqlEncryptedColumn(this.database, REASON_COLUMN));
  }
}

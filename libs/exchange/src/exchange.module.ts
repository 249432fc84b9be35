import { Module, type OnModuleInit, type Provider } from '@nestjs/common';
import { AuditModule } from '@onething/audit';
import { SETTINGS, type Settings } from '@onething/config';
import { EncryptedColumns, requireSoundSm2, sqlEncryptedColumn } from '@onething/crypto';
import { ObjectStoreModule } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { CatchUp } from './catch-up';
import { ControlMessages } from './control-messages';
import { Exchange } from './exchange';
import { ExchangeConsole } from './exchange-console';
import { ExchangeFiles } from './exchange-files';
import { ExchangeNode, exchangeNodeOf } from './exchange-node';
import { ExchangeProofs } from './exchange-proofs';
import { ExchangeRetention } from './exchange-retention';
import { FileSender } from './file-sender';
import { ExchangeConsoleController } from './http/exchange-console.controller';
import { HubClient } from './hub-client';
import { Incoming } from './incoming';
import { PeerDirectory } from './peer-directory';
import { ConsoleRepository } from './persistence/console.repository';
import { FileRepository } from './persistence/file.repository';
import { ForgottenRepository } from './persistence/forgotten.repository';
import { IncomingRepository } from './persistence/incoming.repository';
import { OutgoingRepository } from './persistence/outgoing.repository';
import { QuarantineRepository } from './persistence/quarantine.repository';
import { ReconciliationRepository } from './persistence/reconciliation.repository';
import { Quarantine } from './quarantine';
import { Receiver } from './receiver';
import { Reconciliation } from './reconciliation';
import { Sender } from './sender';

const PARTS = [CatchUp, ConsoleRepository, ControlMessages, Exchange, ExchangeConsole, ExchangeFiles, ExchangeProofs, ExchangeRetention, FileRepository, FileSender, ForgottenRepository, HubClient, Incoming, IncomingRepository, OutgoingRepository, PeerDirectory, Quarantine, QuarantineRepository, Receiver, Reconciliation, ReconciliationRepository, Sender];

/** Needs `CaseExchange`, the case side, from a global module where the application is put together. */
@Module({
  imports: [AuditModule, ObjectStoreModule],
  controllers: [ExchangeConsoleController],
  providers: [
    ...PARTS,
    { provide: ExchangeNode, inject: [SETTINGS], useFactory: (settings: Settings) => exchangeNodeOf(settings) },
  ],
  exports: [Exchange, ExchangeConsole, ExchangeFiles, FileSender, ExchangeNode, ExchangeProofs, ExchangeRetention, PeerDirectory, Receiver, Reconciliation, Sender],
})
export class ExchangeModule implements OnModuleInit {
  /** What a node is made of, for one that is put together by itself. */
  static readonly parts: readonly Provider[] = PARTS;

  constructor(private readonly database: Database, private readonly columns: EncryptedColumns) {}

  onModuleInit(): void {
    requireSoundSm2();
    for (const table of ['exchange_outgoing', 'exchange_incoming', 'exchange_forgotten']) this.columns.register(sqlEncryptedColumn(this.database, { table, field: 'payload', key: 'id' }));
    this.columns.register(sqlEncryptedColumn(this.database, { table: 'exchange_upload', field: 'secret', key: 'id' }));
  }
}

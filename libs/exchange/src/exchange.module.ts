import { Module, type OnModuleInit, type Provider } from '@nestjs/common';
import { AuditModule } from '@onething/audit';
import { SETTINGS, type Settings } from '@onething/config';
import { EncryptedColumns, requireSoundSm2, sqlEncryptedColumn } from '@onething/crypto';
import { Database } from '@onething/persistence';
import { ControlMessages } from './control-messages';
import { Exchange } from './exchange';
import { ExchangeNode, exchangeNodeOf } from './exchange-node';
import { ExchangeProofs } from './exchange-proofs';
import { HubClient } from './hub-client';
import { Incoming } from './incoming';
import { PeerDirectory } from './peer-directory';
import { IncomingRepository } from './persistence/incoming.repository';
import { OutgoingRepository } from './persistence/outgoing.repository';
import { Receiver } from './receiver';
import { Sender } from './sender';

const PARTS = [ControlMessages, Exchange, ExchangeProofs, HubClient, Incoming, IncomingRepository, OutgoingRepository, PeerDirectory, Receiver, Sender];

/** Needs `CaseExchange`, the case side, from a global module where the application is put together. */
@Module({
  imports: [AuditModule],
  providers: [
    ...PARTS,
    { provide: ExchangeNode, inject: [SETTINGS], useFactory: (settings: Settings) => exchangeNodeOf(settings) },
  ],
  exports: [Exchange, ExchangeNode, ExchangeProofs, PeerDirectory, Receiver, Sender],
})
export class ExchangeModule implements OnModuleInit {
  /** What a node is made of, for one that is put together by itself. */
  static readonly parts: readonly Provider[] = PARTS;

  constructor(private readonly database: Database, private readonly columns: EncryptedColumns) {}

  onModuleInit(): void {
    requireSoundSm2();
    for (const table of ['exchange_outgoing', 'exchange_incoming']) this.columns.register(sqlEncryptedColumn(this.database, { table, field: 'payload', key: 'id' }));
  }
}

import type { MigrationClass } from '@onething/persistence';
import { storedObjectsOf, type StoredObjects } from '@onething/object-store';
import { CreateExchange1764008000000 } from './persistence/migrations/1764008000000-create-exchange';
import { ExchangeFiles1764008000100 } from './persistence/migrations/1764008000100-exchange-files';
import { ForgottenMessages1764008000306 } from './persistence/migrations/1764008000306-forgotten-messages';
import { ReconcileDays1764008000406 } from './persistence/migrations/1764008000406-reconcile-days';
import { ErasableMessages1795478500202 } from './persistence/migrations/1795478500202-erasable-messages';
import { ExchangeConsole1795650000006 } from './persistence/migrations/1795650000006-exchange-console';

export { certify, type DirectoryDraft, issueDirectory, joinKey, newPendingKey } from './authority';
export { CaseExchange, type MessageOutcome, type ReceivedMessage, type SentMessage } from './case-exchange.port';
export type { PlaceRule, Route, RoutingQuestion } from './domain/routing';
export { Exchange, type NewMessage } from './exchange';
export { ExchangeConsole, type ExchangeGauges } from './exchange-console';
export { ExchangeFiles } from './exchange-files';
export { ExchangeModule } from './exchange.module';
export { ExchangeNode } from './exchange-node';
export { ExchangeProofs } from './exchange-proofs';
export { ExchangeRetention, type RetainedExchange } from './exchange-retention';
export { FileSender } from './file-sender';
export { FileNodeKeys, GivenNodeKeys, NodeKeys, rootsIn, type StoredNodeKey } from './node-keys';
export { PeerDirectory } from './peer-directory';
export { MESSAGE_LIMIT_BYTES } from './protocol/canonical';
export { type ExchangeCertificate, HUB_REGION, issueExchangeCertificate, type PinnedRoots } from './protocol/certificate';
export {
  type Directory, type FormCheck, getMember, type Member, type OfferedItem, readDirectory, requireNewer, requireValidAt, signDirectory,
} from './protocol/directory';
export { coreDigest, type Envelope, type EnvelopeHead, headOf, type NodeKey, readEnvelope, requireAuthentic, writeCore, writeEnvelope, writePayload } from './protocol/envelope';
export { type HubReceipt, receiptDigest, writeHubReceipt, writeHubStatement } from './protocol/hub-receipt';
export type { CaseMessageType, FileReference } from './protocol/message-types';
export { type ProvenFact, readTrust, verifyProof } from './protocol/proof';
export { refusal } from './protocol/refusals';
export { PART_BYTES } from './protocol/file-sealing';
export { newSealingKey } from './protocol/sealing';
export { readRequest, REQUEST_HEADER, signRequest } from './protocol/signed-request';
export { NO_DIGEST } from './protocol/signing';
export { Quarantine } from './quarantine';
export { Receiver } from './receiver';
export { Reconciliation } from './reconciliation';
export { Sender } from './sender';

export const EXCHANGE_MIGRATIONS: MigrationClass[] = [CreateExchange1764008000000, ExchangeFiles1764008000100, ForgottenMessages1764008000306, ReconcileDays1764008000406, ErasableMessages1795478500202, ExchangeConsole1795650000006];
/** Tables that the application may only read and insert into. */
export const EXCHANGE_APPEND_ONLY_TABLES: readonly string[] = ['onething.exchange_directory'];
/** Files that came from other provinces, which a backup takes along. */
export const EXCHANGE_STORED_OBJECTS: readonly StoredObjects[] = [
  storedObjectsOf({ table: 'exchange_stored_file', key: 'object_key', contentType: 'content_type', sha256: 'sha256', folder: 'exchange' }),
];

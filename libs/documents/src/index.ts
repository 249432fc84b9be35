import type { MigrationClass } from '@onething/persistence';
import { CreateDocuments1764003500000 } from './persistence/migrations/1764003500000-create-documents';

export { DocumentWriter } from './document-writer';
export { DocumentsModule } from './documents.module';

export const DOCUMENTS_MIGRATIONS: MigrationClass[] = [CreateDocuments1764003500000];
/** Tables that the application may only read and insert into. */
export const DOCUMENTS_APPEND_ONLY_TABLES: readonly string[] = ['onething.document'];

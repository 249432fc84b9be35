import { storedObjectsOf, type StoredObjects } from '@onething/object-store';
import type { MigrationClass } from '@onething/persistence';
import { CreateSealedFiles1764006500000 } from './persistence/migrations/1764006500000-create-sealed-files';

export { drawQr, finishPaper, MM, newPaper, type Page, type PaperFacts, type SealPlace, stampSeal } from './pdf/page';
export { MalformedPdfError, type PdfFailure } from './pdf/pdf-syntax';
export { readSealedPdf, type SealedPdf } from './pdf/read-sealed-pdf';
export { attachSeal, signPdf } from './pdf/sealed-pdf';
export type { SealedFile, SealedFileOrder } from './persistence/sealed-file.repository';
export type { PaperRenderer, RenderedPaper } from './sealed-file-maker';
export { SealedFiles, type SealedFileState } from './sealed-files';
export { SealedFilesModule } from './sealed-files.module';

export const SEALED_FILES_MIGRATIONS: MigrationClass[] = [CreateSealedFiles1764006500000];
/** For the backup. */
export const SEALED_FILES_STORED_OBJECTS: readonly StoredObjects[] = [
  storedObjectsOf({ table: 'sealed_file', key: 'object_key', contentType: 'content_type', sha256: 'sha256', folder: 'sealed' }),
];

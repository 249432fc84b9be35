import type { MigrationClass } from '@onething/persistence';
import { CreateSeals1764006000000 } from './persistence/migrations/1764006000000-create-seals';

export { CertificateAuthority } from './certificate-authority';
export { type DocumentSigner, writeDocumentSignature } from './cms/document-signature';
export { type DocumentFailure, type DocumentVerdict, verifyDocumentSignature } from './cms/document-signature-check';
export { DemoSeals } from './demo/demo-seals';
export type { SealPurpose } from './domain/seal-version.machine';
export { FontGlyphs, GlyphSource } from './image/glyphs';
export { readKeyFiles, writeKeyFiles } from './keys/key-files';
export { type Sealed, type SealingOrder, SealingService, type UsableSealImage } from './sealing.service';
export { SealCounts } from './seal-counts';
export { SealsModule } from './seals.module';
export type { Signer } from './keys/signer';
export { readSesSignature } from './ses/seal-structure';
export { writeSeal, writeSesSignature } from './ses/seal-writer';
export { type Certificate, readCertificate, type Revocation } from './x509/certificate';
export { type CertificateKind, issueCertificate, issueRevocationList } from './x509/certificate-writer';
export { SealSuspensions, type SealSuspension } from './seal-suspensions';
export { type SesFailure, type SesVerdict, verifySesSignature } from './ses/ses-verification';
export type { SealTrust } from './x509/trust';

export const SEALS_MIGRATIONS: MigrationClass[] = [CreateSeals1764006000000];
/** Tables that the application may only read and insert into. */
export const SEALS_APPEND_ONLY_TABLES: readonly string[] = ['onething.seal_step', 'onething.seal_use'];

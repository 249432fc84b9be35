import type { MigrationClass } from '@onething/persistence';
import { CreateLegalHolds1764004200000 } from './persistence/migrations/1764004200000-create-legal-holds';

export { OWN_DATA_SECTIONS, type OwnDataSection } from './own-data/own-data-section';
export { PrivacyModule } from './privacy.module';
export { ERASABLE_RECORDS, type ErasableRecords } from './retention/erasable-records';
export { HELD_KINDS, type HeldKind, LegalHolds } from './retention/legal-holds';
export { Retention, type RetentionReport } from './retention/retention';

export const PRIVACY_MIGRATIONS: MigrationClass[] = [CreateLegalHolds1764004200000];

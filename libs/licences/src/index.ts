import { storedObjectsOf, type StoredObjects } from '@onething/object-store';
import type { FeedTable, MigrationClass } from '@onething/persistence';
import { CreateLicences1764003000000 } from './persistence/migrations/1764003000000-create-licences';
import { ConsentFeed1764003000210 } from './persistence/migrations/1764003000210-consent-feed';
import { LicenceIdentifiers1764006600000 } from './persistence/migrations/1764006600000-licence-identifiers';
import { LicenceVersions1764006700000 } from './persistence/migrations/1764006700000-licence-versions';
import { PresentationUses1764006900000 } from './persistence/migrations/1764006900000-presentation-uses';
import { LicencePhotos1795700000012 } from './persistence/migrations/1795700000012-licence-photos';
import { PHOTO_FOLDER } from './file/licence-photos';

export { ConsentFeed, type ConsentStepTaken } from './consent-feed';
export { ConsentRevocability } from './consent-revocability.port';
export { type AskedConsent, type ConsentRequest, Consents, type ShownConsent } from './consents';
export { DemoLicences } from './demo/demo-licences';
export type { Consent } from './domain/consent';
export type { ConsentDecision, ShownConsentState } from './domain/consent.machine';
export type { HolderKind, Issuer, Licence, LicenceFace } from './domain/licence';
export { type IdentifierCheck, type LicenceIdentifier, parseIdentifier } from './domain/licence-identifier';
export type { ChangeReason, LicenceChange, LicenceState, ShownLicenceState } from './domain/licence-state.machine';
export { type IssuedResult, IssuedResults } from './issued-results.port';
export { PhotoSource } from './photo-source.port';
export { LicenceCounts } from './licence-counts';
export { LicenceIssuer } from './licence-issuer';
export { type LicenceOrder, LicenceRegister, type SeededLicence } from './licence-register';
export { shownState } from './domain/validity';
export { LicencesModule } from './licences.module';
export { OwnLicences } from './own-licences';

export const LICENCES_MIGRATIONS: MigrationClass[] = [CreateLicences1764003000000, ConsentFeed1764003000210, LicenceIdentifiers1764006600000, LicenceVersions1764006700000, PresentationUses1764006900000, LicencePhotos1795700000012];
/** The steps of consents, whose transaction ids a restore renews. */
export const LICENCES_FEEDS: readonly FeedTable[] = [{ table: 'licence_consent_decision' }];
/** Tables that the application may only read and insert into. */
export const LICENCES_APPEND_ONLY_TABLES: readonly string[] = ['onething.licence_status', 'onething.licence_consent_decision', 'onething.licence_photo'];
/** Photos of holders, which a backup takes along. */
export const LICENCES_STORED_OBJECTS: readonly StoredObjects[] = [
  storedObjectsOf({ table: 'licence_photo', key: 'object_key', contentType: 'content_type', sha256: 'sha256', folder: PHOTO_FOLDER }),
];

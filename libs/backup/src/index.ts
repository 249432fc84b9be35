export { backUp, type BackupRequest } from './backing-up/back-up';
export type { Manifest } from './domain/manifest';
export type { BackupReader, BackupWriter } from './place/backup-place.port';
export { createBackupAt, openBackupAt } from './place/open-place';
export { checkBackup } from './restoring/check-backup';
export { assertEmptyInstallation } from './restoring/empty-installation';
export { assertRestorable, readKeys, readSealKeys, restore, type RestoreRequest } from './restoring/restore';
export type { BackupScope, Progress, ProgressListener } from './scope';
export { assertPassphrase, holdsKeys, type KeyFiles } from './sealed-keys';

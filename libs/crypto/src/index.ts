export { type EncryptedColumn, EncryptedColumns, type ReplacedValue, type StoredValue } from './encrypted-columns';
export { type Algorithm, type Envelope, type Place } from './envelope';
export { addKey, generateKeySet, type KeySet, type KeyVersions } from './key-set';
export { Keyring } from './keyring';
export { rotateKeys, type RotationOptions, type RotationProgress } from './rotate-keys';
export { type PublicSigningKey, SignatureVerifier, SigningKeys } from './signing-keys';
export { newSm2Key, requireSoundSm2, Sm2PrivateKey, Sm2PublicKey } from './sm2';
export { sm3 } from './sm3';
export { type SqlColumn, sqlEncryptedColumn, type SqlRunner } from './sql-encrypted-column';

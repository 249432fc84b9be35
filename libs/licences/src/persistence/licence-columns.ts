import { type EncryptedColumn, sqlEncryptedColumn, type SqlRunner } from '@onething/crypto';
import { HOLDER_INDEX } from './consent.repository';
import { NUMBER_INDEX } from './licence-rows';

/** What a key rotation has to re-encrypt here. */
export function licenceColumns(database: SqlRunner): EncryptedColumn[] {
  const licence = { table: 'licence', key: 'version_id' };
  const holderNumber = { table: 'licence_consent', key: 'id', field: 'holder_number' };
  return [
    sqlEncryptedColumn(database, { ...licence, field: 'number', index: { column: 'number_index', purpose: NUMBER_INDEX } }),
    sqlEncryptedColumn(database, { ...licence, field: 'face' }),
    sqlEncryptedColumn(database, { ...holderNumber, index: { column: 'holder_number_index', purpose: HOLDER_INDEX } }),
  ];
}

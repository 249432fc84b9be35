import { type EncryptedColumns, sqlEncryptedColumn } from '@onething/crypto';
import type { Database } from '@onething/persistence';
import { DemoMandates } from './demo/demo-mandates';
import { comparableName } from './domain/person-name';
import { MandateViews } from './http/mandate-views';
import { MandateChanges } from './mandate-changes';
import { MandateRegister } from './mandate-register';
import { MandateChangeEntity } from './persistence/mandate-change.entity';
import { MandateChangeRepository } from './persistence/mandate-change.repository';
import { MandateEntity } from './persistence/mandate.entity';
import { AGENT_NAME_PURPOSE, AGENT_NUMBER_PURPOSE, MANDATE_TABLE, MandateRepository } from './persistence/mandate.repository';
import { Representations } from './representations';

export const MANDATE_ENTITIES = [MandateEntity, MandateChangeEntity];
export const MANDATE_PROVIDERS = [DemoMandates, MandateChangeRepository, MandateChanges, MandateRegister, MandateRepository, MandateViews, Representations];

/** For the rotation of keys. */
export function registerMandateColumns(database: Database, columns: EncryptedColumns): void {
  const name = { column: 'agent_name_index', purpose: AGENT_NAME_PURPOSE, form: comparableName };
  columns.register(sqlEncryptedColumn(database, { table: MANDATE_TABLE, field: 'agent_name', key: 'id', index: name }));
  const number = { column: 'agent_number_index', purpose: AGENT_NUMBER_PURPOSE };
  columns.register(sqlEncryptedColumn(database, { table: MANDATE_TABLE, field: 'agent_number', key: 'id', index: number }));
}

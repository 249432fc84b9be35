import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { SESSION_ENTITIES } from '../session-providers';
import { AccountMeasureEntity } from './account-measure.entity';
import { AccountEntity } from './account.entity';
import { CorrectionFileEntity } from './correction-file.entity';
import { GuardianshipEntity } from './guardianship.entity';
import { MandateChangeEntity } from './mandate-change.entity';
import { MandateEntity } from './mandate.entity';
import { MasterDataCorrectionEntity } from './master-data-correction.entity';
import { PersonEntity } from './person.entity';
import { PostEntity } from './post.entity';
import { RoleGrantEntity } from './role-grant.entity';
import { ServiceWindowEntity } from './service-window.entity';
import { WindowRecoveryEntity } from './window-recovery.entity';

let clone: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  clone = await createTestDatabase();
  dataSource = new DataSource({
    type: 'postgres', url: clone.ownerUrl, schema: 'onething', installExtensions: false,
    entities: [
      AccountEntity, GuardianshipEntity, PersonEntity, PostEntity, ServiceWindowEntity,
      ...SESSION_ENTITIES,
      MandateEntity, MandateChangeEntity, RoleGrantEntity, AccountMeasureEntity, WindowRecoveryEntity, MasterDataCorrectionEntity, CorrectionFileEntity,
    ],
  });
  await dataSource.initialize();
});
afterAll(async () => {
  await dataSource?.destroy();
  await clone?.drop();
});

test('the entities describe the tables that the migrations make', async () => {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

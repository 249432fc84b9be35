import type { INestApplicationContext } from '@nestjs/common';
import { SCHEMA } from '@onething/persistence';
import { DataSource } from 'typeorm';

/** The statements by which TypeORM would make the migrated schema fit the entities; none when both say the same. */
export async function schemaDrift(app: INestApplicationContext, ownerUrl: string): Promise<string[]> {
  const entities = app.get(DataSource).entityMetadatas.map(({ target }) => target);
  const dataSource = new DataSource({
    type: 'postgres', url: ownerUrl, schema: SCHEMA, entities, installExtensions: false, migrationsTableName: 'migration',
    extra: { options: `-c search_path=${SCHEMA}` },
  });
  await dataSource.initialize();
  try {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  } finally {
    await dataSource.destroy();
  }
}

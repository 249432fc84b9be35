import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Database, type DatabaseOptions, SESSION_OPTIONS } from './database';
import { SCHEMA } from './migrate';

/** The application's connections: `Database` for prepared SQL, TypeORM repositories for ordinary reads. */
@Global()
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  static register(options: DatabaseOptions): DynamicModule {
    return {
      module: PersistenceModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres', url: options.url, schema: SCHEMA, autoLoadEntities: true, synchronize: false, installExtensions: false,
          parseInt8: true, poolSize: options.poolSize, extra: { options: SESSION_OPTIONS }, retryAttempts: 1,
        }),
      ],
      providers: [{ provide: Database, useFactory: () => new Database(options) }],
      exports: [Database],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

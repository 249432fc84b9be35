import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from '@onething/audit';
import { CatalogueModule } from '@onething/catalogue';
import { CasesModule } from '@onething/cases';
import { DocumentsModule } from '@onething/documents';
import { AccountsModule, IdentityModule } from '@onething/identity';
import { LicencesModule } from '@onething/licences';
import { NoticesModule } from '@onething/notices';
import { ObjectStoreModule } from '@onething/object-store';
import { PersistenceModule } from '@onething/persistence';
import { PrivacyModule } from '@onething/privacy';
import { RatingsModule } from '@onething/ratings';
import { SealsModule } from '@onething/seals';
import { StatisticsModule } from '@onething/statistics';
import { VerificationModule } from '@onething/verification';
import { WorkerModule } from '../../worker/src/worker.module';
import { BindingsModule } from './bindings.module';
import type { ApiOptions } from './create-api';
import { HealthController } from './http/health.controller';
import { Lifecycle } from './http/lifecycle';
import { OpenApiDocument } from './http/open-api';
import { OpenApiController } from './http/open-api.controller';
import { Readiness } from './http/readiness';
import { OwnDataBindingsModule } from './own-data-bindings.module';
import { PlatformModule } from './platform.module';
import { RatingBindingsModule } from './rating-bindings.module';

/** All capabilities of the API process. */
@Module({})
export class ApiModule {
  static register({ settings, clock, databaseUrl, calendar, lights, worker = 'none' }: ApiOptions): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.register({ settings, clock, calendar, lights }),
        PersistenceModule.register({ url: databaseUrl, poolSize: settings.poolSize }),
        AuditModule,
        IdentityModule,
        AccountsModule,
        CatalogueModule,
        ObjectStoreModule,
        CasesModule,
        RatingsModule,
        StatisticsModule,
        NoticesModule,
        DocumentsModule,
        BindingsModule,
        RatingBindingsModule,
        OwnDataBindingsModule,
        PrivacyModule,
        ...(worker === 'none' ? [] : [WorkerModule.register(worker === 'running')]),
        LicencesModule,
        SealsModule,
        VerificationModule,
      ],
      controllers: [HealthController, OpenApiController],
      providers: [Lifecycle, OpenApiDocument, Readiness],
    };
  }
}

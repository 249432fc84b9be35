import { type DynamicModule, Module } from '@nestjs/common';
import { CasesModule } from '@onething/cases';
import { CrossProvinceModule } from '@onething/cross-province';
import { DocumentsModule } from '@onething/documents';
import { ExchangeModule } from '@onething/exchange';
import { AccountsModule } from '@onething/identity';
import { LicenceIssuer, LicencesModule } from '@onething/licences';
import { NoticesModule } from '@onething/notices';
import { PrivacyModule } from '@onething/privacy';
import { SealedFilesModule } from '@onething/sealed-files';
import { VerificationModule } from '@onething/verification';
import { FigureRecount, StatisticsModule } from '@onething/statistics';
import { DUTY_PROVIDER } from './duties';
import { Worker } from './worker';

/** The worker: inside the API process in embedded mode, a process of its own otherwise. Needs the global modules of `apps/api`. */
@Module({})
export class WorkerModule {
  /** @param running false leaves the loops to the caller, who runs the duties by hand (tests under a virtual clock) */
  static register(running: boolean): DynamicModule {
    return {
      module: WorkerModule,
      imports: [AccountsModule, PrivacyModule, CasesModule, LicencesModule, StatisticsModule, NoticesModule, DocumentsModule, SealedFilesModule, VerificationModule, CrossProvinceModule, ExchangeModule],
      providers: [LicenceIssuer, FigureRecount, DUTY_PROVIDER, ...(running ? [Worker] : [])],
      exports: [DUTY_PROVIDER],
    };
  }
}

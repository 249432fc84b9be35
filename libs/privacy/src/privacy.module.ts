import { Module } from '@nestjs/common';
import { OwnDataController } from './http/own-data.controller';
import { OwnData } from './own-data/own-data';
import { ERASABLE_RECORDS, type ErasableRecords } from './retention/erasable-records';
import { LegalHolds } from './retention/legal-holds';
import { Retention } from './retention/retention';
import { loadRetentionRules, RETENTION_RULES } from './retention/retention-rules.file';

/**
 * What persons may ask of their data, and how long they are kept. Needs `OWN_DATA_SECTIONS` and `ERASABLE_RECORDS`, from a global module
 * where the application is put together.
 */
@Module({
  controllers: [OwnDataController],
  providers: [
    OwnData, LegalHolds, Retention,
    { provide: RETENTION_RULES, inject: [ERASABLE_RECORDS], useFactory: (classes: ErasableRecords[]) => loadRetentionRules(classes.map((one) => one.class)) },
  ],
  exports: [LegalHolds, Retention],
})
export class PrivacyModule {}

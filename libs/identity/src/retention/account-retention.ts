import { Injectable } from '@nestjs/common';
import { Database } from '@onething/persistence';
import { CorrectionEvidence } from '../corrections/correction-evidence';
import { DormantAccounts } from './dormant-accounts';
import { ERASE_STATEMENTS, FIND_STATEMENTS, RETAINED_CLASSES, type RetainedClass } from './retention-statements';

/** A record that ended before a day. */
interface EndedRecord {
  id: string;
  personId: string;
  endedAt: Date;
}

/** Records of one class, as the rules of retention ask for them. */
interface RetainedRecords {
  class: RetainedClass;
  /** By id, behind `after`. */
  findDue(endedBefore: Date, after: string | undefined, limit: number): Promise<EndedRecord[]>;
  erase(ids: readonly string[]): Promise<void>;
}

/** What is kept of accounts and of those who act for others, after its end. */
@Injectable()
export class AccountRetention {
  constructor(private readonly database: Database, private readonly dormant: DormantAccounts, private readonly evidence: CorrectionEvidence) {}

  /** All classes of this library. */
  classes(): RetainedRecords[] {
    return RETAINED_CLASSES.map((name) => ({
      class: name,
      findDue: (endedBefore, after, limit) => this.database.query<EndedRecord>(FIND_STATEMENTS[name], [endedBefore, after ?? null, limit]),
      erase: (ids) => this.erase(name, ids),
    }));
  }

  private async erase(name: RetainedClass, ids: readonly string[]): Promise<void> {
    if (name === 'correction') await this.evidence.eraseObjectsOf(ids);
    if (name === 'claim') await this.dormant.close(ids);
    else await this.database.query(ERASE_STATEMENTS[name], [ids]);
  }
}

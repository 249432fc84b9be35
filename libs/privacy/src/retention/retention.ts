import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { CLOCK, civilDate, type Clock } from '@onething/kernel';
import { keptUntil, type RetentionRule } from '../domain/retention-rule';
import { type DueRecord, ERASABLE_RECORDS, type ErasableRecords } from './erasable-records';
import { LegalHolds } from './legal-holds';
import { RETENTION_RULES } from './retention-rules.file';

/** What one rule does, or would do. */
export interface RetentionReport {
  rule: RetentionRule;
  /** Erased, or to be erased. */
  records: DueRecord[];
  /** Due, but held. */
  held: number;
}

const PAGE = 200;

/** Erases what has been kept for as long as the rules say (保存期限届满, 个人信息保护法第四十七条). */
@Injectable()
export class Retention {
  constructor(
    @Inject(RETENTION_RULES) private readonly rules: readonly RetentionRule[],
    @Inject(ERASABLE_RECORDS) private readonly classes: readonly ErasableRecords[],
    private readonly holds: LegalHolds,
    private readonly securityLog: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Everything that is due now. Whoever is killed on the way goes on with the next run. */
  async run({ dryRun = false }: { dryRun?: boolean } = {}): Promise<RetentionReport[]> {
    const reports: RetentionReport[] = [];
    for (const rule of this.rules) reports.push(await this.apply(rule, dryRun));
    return reports;
  }

  private async apply(rule: RetentionRule, dryRun: boolean): Promise<RetentionReport> {
    const records = this.classes.find((one) => one.class === rule.class)!;
    const before = new Date(keptUntil(civilDate(this.clock.now()), rule.period));
    const report: RetentionReport = { rule, records: [], held: 0 };
    for (let after: string | undefined; ;) {
      const page = await records.findDue(before, after, PAGE);
      const free = await this.notHeld(page);
      report.held += page.length - free.length;
      report.records.push(...free);
      if (!dryRun && free.length > 0) {
        await records.erase(free.map(({ id }) => id), rule.class);
        // A hold that was placed in between has found no order to call back.
        await this.holds.keep(await this.heldAmong(free));
        await this.securityLog.record({ act: 'data.erased', outcome: 'done', object: { kind: 'retentionRule', id: rule.class }, detail: { records: free.length } });
      }
      after = page.at(-1)?.id;
      if (page.length < PAGE) return report;
    }
  }

  private heldAmong(page: DueRecord[]): Promise<Set<string>> {
    return this.holds.heldAmong([...new Set(page.flatMap(keepersOf))]);
  }

  private async notHeld(page: DueRecord[]): Promise<DueRecord[]> {
    if (page.length === 0) return [];
    const held = await this.heldAmong(page);
    return page.filter((record) => !keepersOf(record).some((one) => held.has(one)));
  }
}

/** The record, and the persons and cases a hold on whom keeps it. */
const keepersOf = ({ id, personId, caseId, sharedWith = [] }: DueRecord): string[] => [id, personId, caseId, ...sharedWith].filter((one) => one !== undefined);

import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import { CrossCaseFiles } from './cross-case-files';
import { CrossCaseRepository, type EndedCrossCase } from './persistence/cross-case.repository';

const OF_CONVERSATIONS: Statement = {
  name: 'cross-province.matters-of-conversations',
  text: 'SELECT conversation, id AS "caseId", applicant_person_id AS "personId" FROM onething.cross_case WHERE conversation = ANY($1::uuid[])',
};

/** Erases what was filled in, scanned and written in cases that ended long ago. Acts and their chain stay; each place keeps its own side. */
@Injectable()
export class CrossCaseRetention {
  constructor(private readonly database: Database, private readonly repository: CrossCaseRepository, private readonly files: CrossCaseFiles, @Inject(CLOCK) private readonly clock: Clock) {}

  /** By id, behind `after`. */
  findDue(endedBefore: Date, after: string | undefined, limit: number): Promise<EndedCrossCase[]> {
    return this.repository.listEnded(endedBefore, after, limit);
  }

  /** Files that were handed in, and that no step has named. */
  findUnnamedFiles(addedBefore: Date, after: string | undefined, limit: number): Promise<{ id: string; endedAt: Date }[]> {
    return this.files.findUnnamed(addedBefore, after, limit);
  }

  eraseUnnamedFiles(ids: readonly string[]): Promise<void> {
    return this.files.eraseUnnamed(ids);
  }

  /** Whose messages of a conversation are, by conversation: a hold on the case or its applicant keeps them. */
  async mattersOf(conversations: readonly string[]): Promise<Map<string, { caseId: string; personId?: string }>> {
    const rows = await this.database.query<{ conversation: string; caseId: string; personId: string | null }>(OF_CONVERSATIONS, [conversations]);
    return new Map(rows.map(({ conversation, caseId, personId }) => [conversation, { caseId, ...(personId !== null && { personId }) }]));
  }

  async erase(ids: readonly string[], rule: string): Promise<void> {
    for (const id of ids) {
      await this.database.transaction(async (tx) => {
        const present = await this.repository.lock(tx, id);
        if (!present?.content) return;
        await this.files.eraseOfCase(tx, id);
        await this.repository.erase(tx, id);
        await this.repository.addAct(tx, id, { type: 'dataErased', at: this.clock.now(), detail: { rule } });
      });
    }
  }
}

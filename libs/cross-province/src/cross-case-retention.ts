import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { CrossCaseRepository, type EndedCrossCase } from './persistence/cross-case.repository';

/** Erases what was filled in and written in cases that ended long ago. Acts and their chain stay; each place keeps its own side. */
@Injectable()
export class CrossCaseRetention {
  constructor(private readonly database: Database, private readonly repository: CrossCaseRepository, @Inject(CLOCK) private readonly clock: Clock) {}

  /** By id, behind `after`. */
  findDue(endedBefore: Date, after: string | undefined, limit: number): Promise<EndedCrossCase[]> {
    return this.repository.listEnded(endedBefore, after, limit);
  }

  async erase(ids: readonly string[], rule: string): Promise<void> {
    for (const id of ids) {
      await this.database.transaction(async (tx) => {
        const present = await this.repository.lock(tx, id);
        if (!present?.content) return;
        await this.repository.erase(tx, id);
        await this.repository.addAct(tx, id, { type: 'dataErased', at: this.clock.now(), detail: { rule } });
      });
    }
  }
}

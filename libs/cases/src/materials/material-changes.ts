import { Inject, Injectable } from '@nestjs/common';
import type { Action } from '@onething/identity';
import { type Actor, CLOCK, type Clock } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { closed, MaterialAccess, type MaterialInHand } from './material-access';
import { type Change, MaterialRepository } from './material.repository';

/** The version of the case after a change of its materials: a draft's is a new one. */
export interface ChangeOutcome {
  version: number;
}

/**
 * The one way in which materials change. The draft is held and gets a new version in the same transaction, so a submission at
 * the same moment either comes first, and then nothing changes, or has to look again.
 */
@Injectable()
export class MaterialChanges {
  constructor(
    private readonly database: Database,
    private readonly access: MaterialAccess,
    private readonly repository: MaterialRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `CASES.NOT_FOUND`, `CASES.NO_SUCH_MATERIAL`, `CASES.MATERIALS_CLOSED` */
  getChangeable(actor: Actor, action: Action, caseId: string, material: string): Promise<MaterialInHand> {
    return this.access.getChangeable(actor, action, caseId, material);
  }

  /**
   * @param options `draftOnly`: not during a correction
   * @throws DomainError `CASES.MATERIALS_CLOSED` when somebody else was first; whatever `work` throws undoes the change
   */
  async change<T extends object>(
    { bundle, material }: MaterialInHand,
    work: (tx: Transaction, change: Change) => Promise<T>,
    options: { draftOnly?: boolean } = {},
  ): Promise<T & ChangeOutcome> {
    const change: Change = {
      caseId: bundle.state.caseId,
      applicantPersonId: bundle.applicantPersonId,
      material: material.material,
      askedBy: material.askedBy,
      now: new Date(this.clock.now()),
    };
    return this.database.transaction(async (tx) => {
      const opened = await this.repository.open(tx, change);
      if (opened === undefined || (options.draftOnly && !opened.draft)) throw closed(bundle);
      return { ...(await work(tx, change)), version: opened.version };
    });
  }
}

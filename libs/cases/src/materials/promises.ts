import { Injectable } from '@nestjs/common';
import { type Actor, DomainError } from '@onething/kernel';
import { type ChangeOutcome, MaterialChanges } from './material-changes';
import { MaterialRepository } from './material.repository';

/** Promises in place of papers (告知承诺). */
@Injectable()
export class Promises {
  constructor(
    private readonly changes: MaterialChanges,
    private readonly repository: MaterialRepository,
  ) {}

  /**
   * Makes the promise, or takes it back.
   * @throws DomainError `CASES.NOT_BY_PROMISE`, and as `MaterialChanges`
   */
  async set(actor: Actor, caseId: string, code: string, agreed: boolean): Promise<ChangeOutcome> {
    const inHand = await this.changes.getChangeable(actor, 'case.draft', caseId, code);
    if (inHand.material.reason?.by !== 'promise') {
      throw new DomainError(
        'refused',
        'CASES.NOT_BY_PROMISE',
        'No promise stands for this paper here. See the materials of the case for what is asked.',
      );
    }
    return this.changes.change(inHand, async (tx, change) => {
      await this.repository.setPromise(tx, change, agreed);
      return {};
    });
  }
}

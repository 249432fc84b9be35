import { Injectable } from '@nestjs/common';
import type { Transaction } from '@onething/persistence';
import { CorrectionRepository } from './correction.repository';

/** What an account is to be told of a correction that it has asked for. */
export interface CorrectionOutcome {
  id: string;
  accountId: string;
  state: 'corrected' | 'refused';
  /** Epoch ms. */
  at: number;
}

const BATCH = 100;

/** Corrections that were decided, and of which nobody was told. */
@Injectable()
export class CorrectionNews {
  constructor(private readonly corrections: CorrectionRepository) {}

  /** It counts as told when the transaction commits. */
  async take(tx: Transaction): Promise<CorrectionOutcome[]> {
    const untold = await this.corrections.takeUntold(BATCH, tx);
    return untold.map(({ id, accountId, state, decidedAt }) => ({ id, accountId, state: state as CorrectionOutcome['state'], at: decidedAt!.getTime() }));
  }
}

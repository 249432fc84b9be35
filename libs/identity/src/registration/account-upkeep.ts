import { Injectable } from '@nestjs/common';
import { AttemptLimits } from './attempt-limits';
import { OneTimeCodes } from './one-time-codes';

/** Removes what was kept for minutes or hours: codes that are over, and counts of attempts. */
@Injectable()
export class AccountUpkeep {
  constructor(private readonly codes: OneTimeCodes, private readonly limits: AttemptLimits) {}

  async forget(): Promise<void> {
    await this.codes.forget();
    await this.limits.forget();
  }
}

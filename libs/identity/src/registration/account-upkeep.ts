import { Injectable } from '@nestjs/common';
import { LoginAttempts } from '../sessions/login-attempts';
import { AttemptLimits } from './attempt-limits';
import { OneTimeCodes } from './one-time-codes';
import { WindowRecoveries } from './window-recoveries';

/** Removes what was kept for minutes or hours: codes that are over, counts of attempts and of failed log-ins, recoveries that nobody has confirmed. */
@Injectable()
export class AccountUpkeep {
  constructor(
    private readonly codes: OneTimeCodes, private readonly limits: AttemptLimits, private readonly recoveries: WindowRecoveries, private readonly logins: LoginAttempts,
  ) {}

  async forget(): Promise<void> {
    await this.codes.forget();
    await this.limits.forget();
    await this.recoveries.forget();
    await this.logins.forget();
  }
}

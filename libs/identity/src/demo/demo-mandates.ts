import { Inject, Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, civilDate, newId } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { MANDATE_ACTS, settleTerms } from '../domain/mandate';
import { MandateRepository } from '../persistence/mandate.repository';
import { DEMO_DIVISION, DEMO_RESIDENTS } from './demo-people';

const REQUEST_KEY = 'demonstration';
const ONE_THINGS = ['company-deregistration', 'restaurant'];
const LAST_DAY = '2029-12-31';

/** The mandate by which the company of the demonstration is acted for. */
@Injectable()
export class DemoMandates {
  constructor(
    private readonly repository: MandateRepository,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Once: a mandate that was revoked since is not given again. */
  async ensure(tx: Transaction): Promise<void> {
    const [agent, company] = ['agent', 'company'].map((login) => DEMO_RESIDENTS.find((one) => one.login === login)!);
    const now = this.clock.now();
    const today = civilDate(now);
    if (LAST_DAY < today || (await this.repository.findByKey(tx, company!.id, REQUEST_KEY))) return;
    const terms = settleTerms({ acts: MANDATE_ACTS, oneThings: ONE_THINGS, validFrom: today, validUntil: LAST_DAY }, today);
    const id = newId(now);
    await this.repository.insert(tx, {
      ...terms, id, divisionCode: DEMO_DIVISION, principalPersonId: company!.id, principalAccountId: company!.id, agentPersonId: null,
      agent: { name: agent!.name, number: agent!.number }, state: 'offered', version: 1, offeredAt: now, answeredAt: null, endedAt: null,
    }, { key: REQUEST_KEY, digest: this.keyring.keyedDigest({ demonstration: true }) });
    await this.repository.move(tx, id, 'accepted', agent!.id, now);
  }
}

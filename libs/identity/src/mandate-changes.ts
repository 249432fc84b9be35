import { Inject, Injectable } from '@nestjs/common';
import { addDays, type CivilDate, CLOCK, type Clock, civilDate, newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { EXPIRY_NOTICE_DAYS } from './domain/mandate';
import { comparableName } from './domain/person-name';
import { type MandateChange, MandateChangeRepository, type RecordedChange } from './persistence/mandate-change.repository';
import { type Mandate, MandateRepository } from './persistence/mandate.repository';
import { PersonDirectory } from './person-directory';

/** What one account is to be told of a mandate. */
export interface MandateNews {
  changeId: string;
  what: MandateChange;
  accountId: string;
  mandateId: string;
  /** The other side; null for an agent whom the register does not know. */
  personId: string | null;
  /** The last day. */
  until: CivilDate;
  /** Epoch ms. */
  at: number;
}

const BATCH = 100;

/** Residents' accounts whose person was checked: an offer is shown to no other. */
const ACCOUNTS_OF = {
  name: 'identity.checked-accounts-of',
  text: `SELECT id FROM onething.account WHERE person_id = $1 AND kind = 'resident' AND level >= 2 AND state <> 'closed' ORDER BY id`,
};

/** Who has still to be told what happened to a mandate: always the other side, of its end both. */
@Injectable()
export class MandateChanges {
  constructor(
    private readonly database: Database,
    private readonly changes: MandateChangeRepository,
    private readonly mandates: MandateRepository,
    private readonly persons: PersonDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes what nobody was told yet, oldest first; it counts as told when the transaction commits.
   * @returns the news, and how many changes were taken
   */
  async take(tx: Transaction): Promise<{ taken: number; news: MandateNews[] }> {
    const changes = await this.changes.takeUntold(tx, BATCH);
    if (changes.length === 0) return { taken: 0, news: [] };
    const mandates = new Map((await this.mandates.findByIds(tx, changes.map(({ mandateId }) => mandateId))).map((one) => [one.id, one]));
    const news: MandateNews[] = [];
    for (const change of changes) news.push(...(await this.newsOf(tx, change, mandates.get(change.mandateId)!)));
    await this.changes.markTold(tx, changes.map(({ id }) => id));
    return { taken: changes.length, news };
  }

  /** Notes, once for a mandate, that its last day is near. */
  async noteExpiring(): Promise<void> {
    const now = this.clock.now();
    const today = civilDate(now);
    await this.database.transaction(async (tx) => {
      for (const mandateId of await this.changes.findExpiring(tx, today, addDays(today, EXPIRY_NOTICE_DAYS), BATCH)) {
        await this.changes.record(tx, { id: newId(now), mandateId, what: 'expiring', accountId: null, at: now });
      }
    });
  }

  private async newsOf(tx: Transaction, { id: changeId, what, at }: RecordedChange, mandate: Mandate): Promise<MandateNews[]> {
    const { id: mandateId, principalPersonId, principalAccountId, agentPersonId, validUntil: until } = mandate;
    const shared = { changeId, what, mandateId, until, at };
    const toPrincipal: MandateNews = { ...shared, accountId: principalAccountId, personId: agentPersonId };
    if (what === 'accepted' || what === 'declined' || what === 'givenUp') return [toPrincipal];
    const toAgent = (await this.accountsOfAgent(tx, mandate)).map((accountId): MandateNews => ({ ...shared, accountId, personId: principalPersonId }));
    return what === 'expiring' ? [toPrincipal, ...toAgent] : toAgent;
  }

  private async accountsOfAgent(tx: Transaction, { agentPersonId, agent }: Mandate): Promise<string[]> {
    const personId = agentPersonId ?? (await this.personNamed(tx, agent));
    if (personId === undefined) return [];
    return (await tx.query<{ id: string }>(ACCOUNTS_OF, [personId])).map(({ id }) => id);
  }

  private async personNamed(tx: Transaction, { name, number }: Mandate['agent']): Promise<string | undefined> {
    const person = await this.persons.findByNumber(number, tx);
    return person && comparableName(person.name) === comparableName(name) ? person.id : undefined;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { Keyring } from '@onething/crypto';
import { type Actor, type CivilDate, CLOCK, type Clock, civilDate, DomainError, newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { authorise } from './domain/authorisation';
import { contains, type MandateStep, type MandateTerms, settleTerms, stateAfter } from './domain/mandate';
import { searchableNumber } from './domain/person-number';
import { KnownOneThings } from './known-one-things.port';
import { type MandateChange, MandateChangeRepository } from './persistence/mandate-change.repository';
import { type Mandate, type MandatePage, MandateRepository, type NamedAgent } from './persistence/mandate.repository';
import { PersonDirectory } from './person-directory';

export interface NewMandate extends Omit<MandateTerms, 'validFrom'> {
  /** From today on when left out. */
  validFrom?: CivilDate;
  /** Whom the principal names: both must be right, or the offer reaches nobody. */
  agent: { name: string; number: string };
}

/** Open offers of one principal at a time: whoever is named is told, so offers are no way to write to strangers. */
const MOST_OPEN_OFFERS = 100;

const CHANGES = { accept: 'accepted', decline: 'declined', revoke: 'revoked', giveUp: 'givenUp' } as const satisfies Record<MandateStep, MandateChange>;

/**
 * Mandates (授权委托): offered by a principal, natural or legal person, to an agent who accepts or declines; ended by either side.
 * The register of persons is not looked at when one is offered: the answer is the same whether somebody has that name and number
 * or nobody, and who registers with them later finds the offer waiting.
 */
@Injectable()
export class MandateRegister {
  constructor(
    private readonly database: Database,
    private readonly repository: MandateRepository,
    private readonly changes: MandateChangeRepository,
    private readonly persons: PersonDirectory,
    private readonly keyring: Keyring,
    private readonly securityLog: SecurityLog,
    @Inject(KnownOneThings) private readonly oneThings: KnownOneThings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Idempotent by account and key.
   * @throws DomainError `IDENTITY.AGENT_NUMBER`, `IDENTITY.MANDATE_TO_SELF`, `IDENTITY.UNKNOWN_ONE_THING`, `IDENTITY.MANDATE_PERIOD`
   *   (invalid); `IDENTITY.MANDATE_CONTAINED`, `IDENTITY.TOO_MANY_OFFERS` (refused); `IDENTITY.IDEMPOTENCY_KEY_REUSED`
   */
  async offer(actor: Actor, key: string, offered: NewMandate): Promise<Mandate> {
    authorise(actor, 'mandate.give', { partyIds: [actor.personId] });
    const earlier = await this.findAnswer(this.database, actor, key, offered);
    if (earlier) return earlier;
    const now = this.clock.now();
    const today = civilDate(now);
    const number = searchableNumber(offered.agent.number, today);
    if (number === undefined) throw invalid('agent.number', 'IDENTITY.AGENT_NUMBER', 'This is no valid citizen\'s number or unified social credit code.');
    const principal = await this.persons.getPerson(actor.personId);
    if (principal.number === number) throw invalid('agent.number', 'IDENTITY.MANDATE_TO_SELF', 'This number is your own. Nobody needs a mandate of oneself.');
    const terms = settleTerms({ ...offered, validFrom: offered.validFrom ?? today }, today);
    await this.requireKnown(terms);
    const mandate: Mandate = {
      ...terms, id: newId(now), divisionCode: principal.divisionCode, principalPersonId: principal.id, principalAccountId: actor.accountId,
      agentPersonId: null, agent: { name: offered.agent.name.trim(), number }, state: 'offered', version: 1, offeredAt: now, answeredAt: null, endedAt: null,
    };
    return this.database.transaction(async (tx) => {
      await this.repository.lockPrincipal(tx, principal.id);
      const winner = await this.findAnswer(tx, actor, key, offered);
      if (winner) return winner;
      await this.requireNew(tx, mandate);
      await this.repository.insert(tx, mandate, { key, digest: this.keyring.keyedDigest(offered) });
      await this.record(tx, actor, mandate, 'offered', now);
      return mandate;
    });
  }

  /**
   * `accept`, `decline` and `giveUp` are the agent's, `revoke` the principal's. What was done already is done.
   * @param version the one that the sender saw
   * @throws DomainError `IDENTITY.MANDATE_NOT_FOUND`, `IDENTITY.MANDATE_CHANGED` with the present state, and as `stateAfter`
   */
  async take(actor: Actor, id: string, step: MandateStep, version: number): Promise<Mandate> {
    authorise(actor, step === 'revoke' ? 'mandate.give' : 'mandate.hold', { partyIds: [actor.personId] });
    const agent = step === 'revoke' ? undefined : await this.agentOf(actor);
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const mandate = await (agent ? this.repository.findHeld(tx, agent, id) : this.repository.findGiven(tx, actor.personId, id));
      if (!mandate) throw notFound();
      const state = stateAfter(mandate, step, civilDate(now));
      if (state === mandate.state) return mandate;
      if (version !== mandate.version) throw changed(mandate);
      // The rules above let nobody give a mandate to an own number; a number that was corrected since may have become the own one.
      if (agent?.personId === mandate.principalPersonId) throw notFound();
      await this.repository.move(tx, id, state, agent?.personId ?? null, now);
      await this.record(tx, actor, mandate, CHANGES[step], now);
      return (await (agent ? this.repository.findHeld(tx, agent, id) : this.repository.findGiven(tx, actor.personId, id)))!;
    });
  }

  /** Newest first. */
  listGiven(actor: Actor, page: MandatePage): Promise<Mandate[]> {
    return this.repository.listGiven(this.database, actor.personId, page);
  }

  /** Those that the actor holds or held, and those that are offered to the actor's name and number. */
  async listHeld(actor: Actor, page: MandatePage): Promise<Mandate[]> {
    return this.repository.listHeld(this.database, await this.agentOf(actor), page);
  }

  /** For both sides. @throws DomainError `IDENTITY.MANDATE_NOT_FOUND` */
  async get(actor: Actor, id: string): Promise<Mandate> {
    const agent = await this.agentOf(actor);
    const mandate = await this.database.transaction(async (tx) =>
      (await this.repository.findGiven(tx, actor.personId, id)) ?? (await this.repository.findHeld(tx, agent, id)));
    if (!mandate) throw notFound();
    return mandate;
  }

  private async findAnswer(where: Transaction, actor: Actor, key: string, offered: NewMandate): Promise<Mandate | undefined> {
    const recorded = await this.repository.findByKey(where, actor.accountId, key);
    if (!recorded || this.keyring.matchesDigest(offered, recorded.digest)) return recorded?.mandate;
    const message = 'This Idempotency-Key was used for another request. Send a new request with a new key.';
    throw new DomainError('keyReused', 'IDENTITY.IDEMPOTENCY_KEY_REUSED', message);
  }

  private async requireKnown({ oneThings }: MandateTerms): Promise<void> {
    if (oneThings === 'all') return;
    const [unknown] = await this.oneThings.unknownAmong(oneThings);
    if (unknown !== undefined) throw invalid('oneThings', 'IDENTITY.UNKNOWN_ONE_THING', 'There is no such one-thing. Take codes of the catalogue.');
  }

  private async requireNew(tx: Transaction, mandate: Mandate): Promise<void> {
    const today = civilDate(mandate.offeredAt);
    const standing = await this.repository.findStanding(tx, mandate.principalPersonId, mandate.agent, today);
    const outer = standing.find((one) => contains(one, mandate));
    if (outer) {
      const message = 'Another mandate to the same agent allows all of this already. Revoke it first, or offer more than it allows.';
      throw new DomainError('refused', 'IDENTITY.MANDATE_CONTAINED', message, { current: { id: outer.id, state: outer.state, version: outer.version } });
    }
    if ((await this.repository.countOpenOffers(tx, mandate.principalPersonId, today)) >= MOST_OPEN_OFFERS) {
      throw new DomainError('refused', 'IDENTITY.TOO_MANY_OFFERS', `${MOST_OPEN_OFFERS} offers are not answered yet. Revoke those that are no longer meant.`);
    }
  }

  /** For the other side, and in the security log. */
  private async record(tx: Transaction, actor: Actor, { id, principalPersonId, acts }: Mandate, what: Exclude<MandateChange, 'expiring'>, now: number): Promise<void> {
    const { accountId, personId, roles } = actor;
    await this.changes.record(tx, { id: newId(now), mandateId: id, what, accountId, at: now });
    await this.securityLog.record({
      act: `mandate.${what}`, outcome: 'done', actor: { accountId, personId, roles }, subjectPersonId: principalPersonId, object: { kind: 'mandate', id },
      detail: { acts: acts.join(' ') },
    }, tx);
  }

  private async agentOf({ personId }: Actor): Promise<NamedAgent> {
    const { name, number } = await this.persons.getPerson(personId);
    return { personId, name, number };
  }
}

function invalid(field: string, code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field, code, message }] });
}

function notFound(): DomainError {
  return new DomainError('notFound', 'IDENTITY.MANDATE_NOT_FOUND', 'There is no such mandate of yours.');
}

function changed({ state, version }: Mandate): DomainError {
  const message = 'The other side has changed this mandate meanwhile. Look at it again and decide again.';
  return new DomainError('conflict', 'IDENTITY.MANDATE_CHANGED', message, { current: { state, version } });
}

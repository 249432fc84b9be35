import { Inject, Injectable, Optional } from '@nestjs/common';
import { PersonDirectory } from '@onething/identity';
import { type Actor, CLOCK, type Clock, DomainError, newId, type Text } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { ConsentRevocability } from './consent-revocability.port';
import type { Consent } from './domain/consent';
import { type ConsentDecision, decidedState, type ShownConsentState, shownConsentState } from './domain/consent.machine';
import { ConsentRepository, type Holder } from './persistence/consent.repository';

/** How long a consent stands unless it is said otherwise: 30 days, in ms. */
const TERM_MS = 30 * 86_400_000;

export interface ConsentRequest {
  caseId: string;
  requestedBy: Consent['requestedBy'];
  /** Citizen's number or USCC of the holder, valid in form. */
  holderNumber: string;
  subject: string;
  purpose: Text;
  /** Codes of licence types, at least one. */
  scope: string[];
  /** Epoch ms; 30 days from now when left out. */
  expiresAt?: number;
}

/** What the asker and the case may know: nothing of the holder, not even whether there is one. */
export type AskedConsent = Pick<Consent, 'id' | 'caseId' | 'subject' | 'purpose' | 'scope' | 'askedAt' | 'decidedAt' | 'expiresAt'> & {
  state: ShownConsentState;
};

/** What the holder sees. */
export type ShownConsent = Omit<Consent, 'state'> & { state: ShownConsentState };

/** Holders' consents to the use of their licences (授权用证). A consent belongs to the holder whose data it is. */
@Injectable()
export class Consents {
  constructor(
    private readonly database: Database,
    private readonly repository: ConsentRepository,
    @Inject(PersonDirectory) private readonly directory: Pick<PersonDirectory, 'findByNumber' | 'getPerson'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Optional() private readonly revocability?: ConsentRevocability,
  ) {}

  /**
   * Asks the holder of a number. A number that nobody has is answered in the same way; if somebody registers with it within
   * the term, the request is waiting there. The same request again, while it stands, is the same consent.
   */
  async ask(tx: Transaction, request: ConsentRequest): Promise<AskedConsent> {
    const now = this.clock.now();
    const holderNumber = request.holderNumber.trim().toUpperCase();
    await this.repository.lockCase(tx, request.caseId);
    const standing = await this.repository.findOpen(tx, request, holderNumber, now);
    if (standing) return askedView(standing, now);
    const holder = await this.directory.findByNumber(holderNumber, tx);
    const { caseId, requestedBy, subject, purpose, scope, expiresAt = now + TERM_MS } = request;
    const consent: Consent = {
      id: newId(now), caseId, holderPersonId: holder?.id, requestedBy, subject, purpose, scope: [...new Set(scope)].sort(),
      state: 'asked', askedAt: now, expiresAt,
    };
    await this.repository.insert(tx, consent, holderNumber);
    const { accountId } = requestedBy;
    await this.repository.recordStep(tx, { consentId: consent.id, from: null, to: 'asked', accountId, occurredAt: now });
    return askedView(consent, now);
  }

  /** The consent by which that case may use licences of that type now. */
  findGranted(caseId: string, holderPersonId: string, licenceType: string, tx?: Transaction): Promise<Consent | undefined> {
    return this.repository.findGranted(caseId, holderPersonId, licenceType, this.clock.now(), tx);
  }

  /** Everything asked for a case, oldest first, as its applicant may see it. */
  async listForCase(caseId: string): Promise<AskedConsent[]> {
    const now = this.clock.now();
    return (await this.repository.listOfCase(caseId)).map((consent) => askedView(consent, now));
  }

  /** What was asked of the actor, newest first. @param page `after`: id of the last one of the page before */
  async listAskedOf(actor: Actor, page: { after?: string; limit: number }): Promise<ShownConsent[]> {
    const now = this.clock.now();
    const consents = await this.repository.listOfHolder(await this.holderOf(actor), page.after, page.limit);
    return consents.map((consent) => shownView(consent, now));
  }

  /**
   * The holder decides; nobody else can, and to nobody else the request exists.
   * @throws DomainError `CONSENTS.NOT_FOUND`, `CONSENTS.ALREADY_DECIDED`, `CONSENTS.NOT_GRANTED`, `CONSENTS.EXPIRED`,
   * `CONSENTS.NOT_REVOCABLE`
   */
  async decide(actor: Actor, id: string, decision: ConsentDecision): Promise<ShownConsent> {
    const holder = await this.holderOf(actor);
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const consent = await this.repository.findOfHolderForUpdate(tx, holder, id);
      if (!consent) throw new DomainError('notFound', 'CONSENTS.NOT_FOUND', 'There is no such request to you.');
      const state = decidedState(consent.state, decision, consent.expiresAt, now);
      if (decision === 'revoke') await this.requireRevocable(consent.caseId);
      await this.repository.decide(tx, id, state, actor.personId, now);
      const { accountId } = actor;
      await this.repository.recordStep(tx, { consentId: id, from: consent.state, to: state, accountId, occurredAt: now });
      return shownView({ ...consent, holderPersonId: actor.personId, state, decidedAt: now }, now);
    });
  }

  private async requireRevocable(caseId: string): Promise<void> {
    if (this.revocability === undefined || (await this.revocability.isRevocable(caseId))) return;
    const detail = 'The decision that rests on this licence was made. A consent can be revoked until then.';
    throw new DomainError('refused', 'CONSENTS.NOT_REVOCABLE', detail);
  }

  private async holderOf(actor: Actor): Promise<Holder> {
    const { id, number } = await this.directory.getPerson(actor.personId);
    return number === null ? { personId: id } : { personId: id, number };
  }
}

function shownView(consent: Consent, now: number): ShownConsent {
  return { ...consent, state: shownConsentState(consent.state, consent.expiresAt, now) };
}

function askedView(consent: Consent, now: number): AskedConsent {
  const { id, caseId, subject, purpose, scope, askedAt, decidedAt, expiresAt } = consent;
  return { id, caseId, subject, purpose, scope, askedAt, decidedAt, expiresAt, state: shownConsentState(consent.state, expiresAt, now) };
}

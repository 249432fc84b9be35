import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { Keyring } from '@onething/crypto';
import { type Actor, CLOCK, type Clock, civilDate, DomainError } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { Actors } from '../actors';
import { checkedIdentity, isSameIdentity, type SaidIdentity } from '../domain/claim-check';
import { comparableName } from '../domain/person-name';
import { AccountChangesRepository, type StoredAccount } from '../persistence/account-changes.repository';
import { PersonDirectory } from '../person-directory';
import { AccountMatters } from './account-matters.port';
import { AttemptLimits } from './attempt-limits';
import { type Claim, ClaimRepository } from './claims';
import { PopulationRegister } from './population-register.port';
import { accountOf } from './registrations';
import { WindowLookUps } from './window-look-ups';

/** Papers that a window accepts (有效身份证件), of natural and of legal persons. */
export const PAPERS = {
  natural: ['residentIdCard', 'temporaryIdCard', 'residencePermit', 'foreignerPermit'],
  legal: ['businessLicence', 'legalPersonCertificate'],
} as const;
export type Paper = (typeof PAPERS)['natural' | 'legal'][number];

/** In an hour, for one account: typing mistakes, not guesses. */
const MOST_ASKED = 5;
/** In an hour, for one clerk. */
export const MOST_LOOKED_UP = 120;

export const PROOF_TABLE = 'identity_proof';
export const INSERT_PROOF = {
  name: 'identity.insert-proof',
  text: `INSERT INTO onething.identity_proof (account_id, person_id, way, paper, confirmed_by, representative, proven_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)`,
};

export const FIND_REPRESENTATIVE = {
  name: 'identity.proven-representative',
  text: 'SELECT representative FROM onething.identity_proof WHERE account_id = $1',
};

/** What a clerk typed from the papers that lie on the counter. */
export interface WindowCheck {
  paper: Paper;
  name: string;
  number: string;
  representative?: { name: string; number: string };
  /** Of the claim that the clerk saw. */
  version: number;
}

type Proof = { way: 'register' } | { way: 'window'; paper: Paper; confirmedBy: string };

/** How an account comes to level 2 (实名认证): its claim is proven, and the account becomes that person's. */
@Injectable()
export class IdentityProofs {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly claims: ClaimRepository,
    private readonly accounts: AccountChangesRepository,
    private readonly persons: PersonDirectory,
    private readonly actors: Actors,
    private readonly register: PopulationRegister,
    private readonly matters: AccountMatters,
    private readonly limits: AttemptLimits,
    private readonly lookUps: WindowLookUps,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * By the population register: number, name and the confirmed mobile must belong together.
   * @throws DomainError `IDENTITY.NOT_CONFIRMED`, `IDENTITY.REGISTER_UNAVAILABLE`, `IDENTITY.PERSON_HAS_ACCOUNT`
   */
  proveByRegister(actor: Actor): Promise<void> {
    return this.recorded(actor, actor.accountId, 'register', this.askRegister(actor));
  }

  private async askRegister(actor: Actor): Promise<void> {
    const { accountId } = actor;
    const [claim, account] = await Promise.all([this.claims.find(accountId, this.database), this.accounts.findById(accountId, this.database)]);
    if (!claim || !account?.mobile) throw nothingToProve();
    await this.limits.count({ of: 'proof.account', by: accountId, most: MOST_ASKED });
    const { kind, name, number, representative } = claim;
    const asked = representative ? { representative: { name: representative.name, number: representative.number } } : {};
    if (!await this.register.matches({ kind, name, number, mobile: account.mobile, ...asked })) throw notConfirmed();
    await this.link(claim, { way: 'register' }, actor);
  }

  /**
   * What a clerk is shown of an account whose owner stands at the window; by its login, which the owner says.
   * @throws DomainError `IDENTITY.NOTHING_TO_CHECK`
   */
  async findForWindow(actor: Actor, login: string): Promise<{ account: StoredAccount; claim: Claim }> {
    await this.limits.count({ of: 'window.clerk', by: actor.accountId, most: MOST_LOOKED_UP });
    const account = await this.accounts.findByLogin(login, this.database);
    const claim = account?.state === 'active' ? await this.claims.find(account.id, this.database) : undefined;
    if (!account || !claim) {
      await this.lookUps.refused(actor, nothingToCheck(), 'check');
      throw nothingToCheck();
    }
    await this.lookUps.found(actor, account, 'check');
    return { account, claim };
  }

  /**
   * By a clerk, who types what the papers show: it must be what the account says of its person.
   * @throws DomainError `IDENTITY.PAPER_DIFFERS`, `IDENTITY.OWN_ACCOUNT`, `IDENTITY.CLAIM_CHANGED`, `IDENTITY.PERSON_HAS_ACCOUNT`
   */
  proveAtWindow(actor: Actor, accountId: string, check: WindowCheck): Promise<void> {
    return this.recorded(actor, accountId, 'window', this.compare(actor, accountId, check));
  }

  private async compare(actor: Actor, accountId: string, { paper, version, ...shown }: WindowCheck): Promise<void> {
    const claim = await this.claims.find(accountId, this.database);
    if (!claim) throw nothingToCheck();
    const clerk = await this.persons.getPerson(actor.personId);
    if (clerk.number !== null && [claim.number, claim.representative?.number].includes(clerk.number)) throw ownAccount();
    if (claim.version !== version) throw new DomainError('conflict', 'IDENTITY.CLAIM_CHANGED', 'The account says something else by now. Look it up again.');
    const typed = checkedIdentity<SaidIdentity>({ ...shown, kind: claim.kind }, civilDate(this.clock.now()));
    const isRightPaper = (PAPERS[claim.kind] as readonly Paper[]).includes(paper);
    if (!isRightPaper || !isSameIdentity(typed, { ...claim, representative: claim.representative ?? undefined })) throw paperDiffers();
    await this.link(claim, { way: 'window', paper, confirmedBy: actor.accountId }, actor);
  }

  /** What was refused is recorded too: a clerk who tries numbers is seen. */
  private async recorded({ accountId: by, personId, roles }: Actor, accountId: string, way: string, proving: Promise<void>): Promise<void> {
    try {
      await proving;
    } catch (error) {
      if (error instanceof DomainError && (error.kind === 'refused' || error.kind === 'forbidden')) {
        const actor = { accountId: by, personId, roles };
        await this.log.record({ act: 'account.personProven', outcome: 'refused', actor, object: accountOf(accountId), detail: { way, code: error.code } });
      }
      throw error;
    }
  }

  private async link(claim: Claim, proof: Proof, by: Actor): Promise<void> {
    const before = (await this.accounts.findById(claim.accountId, this.database))!.personId;
    // Two who prove one number at once: the second finds the person whom the first has just registered.
    await this.database.transaction((tx) => this.linkIn(claim, proof, by, tx)).catch((error: unknown) => {
      if ((error as { code?: string }).code !== 'IDENTITY.NUMBER_TAKEN') throw error;
      return this.database.transaction((tx) => this.linkIn(claim, proof, by, tx));
    }).catch((error: unknown) => {
      throw (error as { code?: string }).code === UNIQUE_VIOLATION ? hasAccount() : error;
    });
    this.actors.forget(claim.accountId);
    await this.sweepDrafts(claim.accountId, before);
  }

  /** A request that was on its way may have written a draft for the person that the account had before. */
  private async sweepDrafts(accountId: string, from: string): Promise<void> {
    const to = (await this.accounts.findById(accountId, this.database))!.personId;
    if (to !== from) await this.matters.moveDrafts({ accountId, from, to }, this.database);
  }

  private async linkIn(claim: Claim, proof: Proof, { accountId: byAccount, personId: byPerson, roles }: Actor, tx: Transaction): Promise<void> {
    const { accountId, version } = claim;
    await this.claims.lock(accountId, version, tx);
    const account = await this.accounts.lock(accountId, tx);
    if (account?.state !== 'active' || account.level !== 1) throw nothingToProve();
    const personId = await this.personOf(claim, account.personId, tx);
    await this.accounts.linkPerson(accountId, personId, tx);
    if (personId !== account.personId) {
      await this.matters.moveDrafts({ accountId, from: account.personId, to: personId }, tx);
      await this.persons.removeUnproven(account.personId, tx);
    }
    await this.claims.remove(accountId, tx);
    const [paper, by] = proof.way === 'window' ? [proof.paper, proof.confirmedBy] : [null, null];
    const place = { table: PROOF_TABLE, field: 'representative', row: accountId };
    const representative = claim.representative && this.keyring.encrypt(place, JSON.stringify(claim.representative));
    await tx.query(INSERT_PROOF, [accountId, personId, proof.way, paper, by, representative, new Date(this.clock.now())]);
    await this.log.record({
      act: 'account.personProven', outcome: 'done', actor: { accountId: byAccount, personId: byPerson, roles }, subjectPersonId: personId,
      object: accountOf(accountId), detail: { way: proof.way, ...(paper ? { paper } : {}) },
    }, tx);
  }

  /** The person of that number; the account's own person when the number is new here. */
  private async personOf({ name, number }: Claim, ownPersonId: string, tx: Transaction): Promise<string> {
    const known = await this.persons.findByNumber(number, tx);
    if (!known) {
      await this.persons.assignNumber(ownPersonId, number, tx);
      return ownPersonId;
    }
    if (await this.accounts.hasProvenAccount(known.id, tx)) throw hasAccount();
    // Register and paper know better than a form in which somebody else once wrote this number.
    if (comparableName(known.name) !== comparableName(name)) await this.persons.rename(known.id, name, tx);
    return known.id;
  }
}

const UNIQUE_VIOLATION = '23505';

const nothingToProve = () =>
  new DomainError('refused', 'IDENTITY.NOTHING_CLAIMED', 'The person of this account was checked already: there is nothing to mend or to prove.');

const nothingToCheck = () =>
  new DomainError('notFound', 'IDENTITY.NOTHING_TO_CHECK', 'No account of that login waits for a check. Compare the login with its owner.');

const notConfirmed = () =>
  new DomainError('refused', 'IDENTITY.NOT_CONFIRMED',
    'The register does not confirm that number, name and mobile belong together. Compare them with the paper, mend what is wrong, or go to a window.');

const paperDiffers = () =>
  new DomainError('refused', 'IDENTITY.PAPER_DIFFERS', 'The paper shows another number or name than the account, or is of another kind. Its owner can mend what was mistyped.');

const ownAccount = () =>
  new DomainError('forbidden', 'IDENTITY.OWN_ACCOUNT', 'Nobody checks an account of their own. Ask a colleague.');

/** Said only to who has just proven to be that person: it gives nothing away. */
const hasAccount = () =>
  new DomainError('refused', 'IDENTITY.PERSON_HAS_ACCOUNT',
    'This person has a checked account already. Log in with it, or recover it with the forgotten password; if its mobile is lost, go to a window.');

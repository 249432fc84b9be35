import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { Actors } from '../actors';
import { AccountChangesRepository, type StoredAccount } from '../persistence/account-changes.repository';
import { accountOf } from '../registration/registrations';
import { SecondFactors } from '../second-factor/second-factors';
import { LoginSessions } from '../sessions/login-sessions';
import { AccountLocks } from './account-locks';
import { type AccountMeasure, AccountMeasureRepository } from './account-measure.repository';
import type { Verdict } from './role-grants';

export interface DecidedMeasure extends AccountMeasure {
  /** Of a reset, when it was approved: to be handed to the owner in person. Nobody sees it again. */
  recoveryCode?: string;
}

type MeasureAct = 'accountMeasure.proposed' | 'accountMeasure.approved' | 'accountMeasure.rejected';

/**
 * What two do with an account together (双人处置): a system administrator proposes, a security administrator decides; neither with an account
 * of their own. Locks of administrators, and the reset of a lost second factor: its owner gets a recovery code from the hand of who has
 * approved, and without it and the password nothing is opened, so neither of the two can use the account.
 */
@Injectable()
export class AccountMeasures {
  constructor(
    private readonly database: Database,
    private readonly measures: AccountMeasureRepository,
    private readonly accounts: AccountChangesRepository,
    private readonly locks: AccountLocks,
    private readonly secondFactors: SecondFactors,
    private readonly sessions: LoginSessions,
    private readonly actors: Actors,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `IDENTITY.NO_SUCH_ACCOUNT`, `IDENTITY.OWN_ACCOUNT`, `IDENTITY.ALREADY_PROPOSED` */
  async propose(actor: Actor, { what, accountId, reason }: Pick<AccountMeasure, 'what' | 'accountId' | 'reason'>): Promise<AccountMeasure> {
    return this.database.transaction(async (tx) => {
      const account = await this.requireAnothers(actor, accountId, tx);
      const now = this.clock.now();
      const measure: AccountMeasure = {
        id: newId(now), what, accountId, login: account.login, reason, state: 'proposed', proposedBy: actor.accountId, proposedAt: new Date(now),
        decidedBy: null, decidedAt: null, version: 1,
      };
      if (!await this.measures.insert(measure, tx)) {
        throw new DomainError('conflict', 'IDENTITY.ALREADY_PROPOSED', 'The same is proposed already, and waits for a security administrator.');
      }
      await this.record('accountMeasure.proposed', actor, measure, account, reason, tx);
      return measure;
    });
  }

  /**
   * @throws DomainError `IDENTITY.NO_SUCH_PROPOSAL`, `IDENTITY.PROPOSAL_DECIDED` with the present state, `IDENTITY.OWN_PROPOSAL`,
   *   `IDENTITY.OWN_ACCOUNT`, `IDENTITY.NO_SECOND_FACTOR`, and as `AccountLocks.switchIn`
   */
  async decide(actor: Actor, id: string, verdict: Verdict): Promise<DecidedMeasure> {
    const decided = await this.database.transaction((tx) => this.decideIn(actor, id, verdict, tx));
    this.actors.forget(decided.accountId);
    return decided;
  }

  list(page: Parameters<AccountMeasureRepository['list']>[0]): Promise<AccountMeasure[]> {
    return this.measures.list(page);
  }

  private async decideIn(actor: Actor, id: string, { verdict, version, reason }: Verdict, tx: Transaction): Promise<DecidedMeasure> {
    const measure = await this.measures.lock(id, tx);
    if (!measure) throw new DomainError('notFound', 'IDENTITY.NO_SUCH_PROPOSAL', 'There is no such proposal. GET /api/account-measures lists them.');
    if (measure.state !== 'proposed' || measure.version !== version) throw decidedAlready(measure);
    const account = await this.requireAnothers(actor, measure.accountId, tx);
    const proposer = await this.accounts.findById(measure.proposedBy, tx);
    if (proposer?.personId === actor.personId) {
      throw new DomainError('forbidden', 'IDENTITY.OWN_PROPOSAL', 'Nobody decides on a proposal of their own. Another security administrator must.');
    }
    const recoveryCode = verdict === 'approved' ? await this.carryOut(actor, measure, account, tx) : undefined;
    const decided = await this.measures.decide(id, verdict, actor.accountId, new Date(this.clock.now()), tx);
    await this.record(verdict === 'approved' ? 'accountMeasure.approved' : 'accountMeasure.rejected', actor, measure, account, reason, tx);
    return recoveryCode === undefined ? decided : { ...decided, recoveryCode };
  }

  private async carryOut(actor: Actor, { what, reason }: AccountMeasure, account: StoredAccount, tx: Transaction): Promise<string | undefined> {
    if (what !== 'resetSecondFactor') {
      await this.locks.switchIn(actor, account, { to: what === 'lock' ? 'locked' : 'active', reason }, tx);
      return undefined;
    }
    const code = await this.secondFactors.reset(account.id, tx);
    await this.sessions.revokeAll(account.id, 'accountChanged', {}, tx);
    const { accountId, personId, roles } = actor;
    await this.log.record({
      act: 'secondFactor.reset', outcome: 'done', actor: { accountId, personId, roles }, subjectPersonId: account.personId, object: accountOf(account.id),
    }, tx);
    return code;
  }

  private async requireAnothers(actor: Actor, accountId: string, tx: Transaction): Promise<StoredAccount> {
    const account = await this.accounts.lock(accountId, tx);
    if (!account || account.state === 'closed') throw new DomainError('notFound', 'IDENTITY.NO_SUCH_ACCOUNT', 'There is no such account, or it was closed.');
    if (account.personId === actor.personId) throw new DomainError('forbidden', 'IDENTITY.OWN_ACCOUNT', 'This is an account of your own. Others must decide on it.');
    return account;
  }

  private async record(act: MeasureAct, actor: Actor, { id, what }: AccountMeasure, account: StoredAccount, reason: string | undefined, tx: Transaction): Promise<void> {
    const { accountId, personId, roles } = actor;
    await this.log.record({
      act, outcome: 'done', actor: { accountId, personId, roles }, subjectPersonId: account.personId, object: { kind: 'accountMeasure', id },
      ...(reason ? { reason } : {}), detail: { what, account: account.id },
    }, tx);
  }
}

const decidedAlready = ({ state, version }: AccountMeasure) =>
  new DomainError('conflict', 'IDENTITY.PROPOSAL_DECIDED', 'This proposal was decided on meanwhile. Look at it again.', { current: { state, version } });

import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Envelope, Keyring, type Place } from '@onething/crypto';
import { type Actor, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { Database, GroupedRead, type Transaction } from '@onething/persistence';
import { actorFrom, type ActorRow } from '../account-register';
import { deviceLabel } from '../domain/device-label';
import { isPasswordDue } from '../domain/password-rules';
import {
  endOfSession, IDLE_MS, LONGEST_MS, NOTED_EVERY_MS, type Revocation, type SessionLimit, type SessionState,
} from '../domain/session-rules';
import {
  FIND_LIMIT, FIND_SESSIONS, INSERT_SESSION, LIST_SESSIONS, LOCK_ACCOUNT, NOTE_USE, REVOKE_ALL, REVOKE_ONE, SATISFY,
} from './session-statements';

export const SESSION_TABLE = 'login_session';

interface LockedAccount {
  kind: Actor['kind'];
  personId: string;
  passwordSetAt: Date | null;
}

/** From where somebody logs in. */
export interface Client {
  /** As far as it is trusted: `203.0.113.7`. */
  address: string;
  userAgent?: string;
  /** Of the request with which they come. */
  requestId?: string;
}

/** The session under which a request acts. */
export interface CurrentSession {
  id: string;
  limitedTo: SessionLimit | null;
  /** When its owner logged in. */
  openedAt: Date;
}

export interface ListedSession {
  id: string;
  device: string | null;
  address: string | null;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
}

/** Who has logged in where (登录会话). Whoever changes what an account may do ends its sessions here. */
@Injectable()
export class LoginSessions {
  private readonly sessions: GroupedRead<{ id: string }, ActorRow & SessionState & Pick<CurrentSession, 'limitedTo' | 'openedAt'>>;

  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.sessions = new GroupedRead(database, FIND_SESSIONS);
  }

  /**
   * Begins a session. Staff have one at a time: a whole one ends those before it.
   * @returns its id; undefined when the account is not active any more
   */
  async open(accountId: string, limitedTo: SessionLimit | null, client: Client, tx: Transaction): Promise<string | undefined> {
    const now = this.clock.now();
    const [account] = await tx.query<LockedAccount>(LOCK_ACCOUNT, [accountId]);
    if (!account) return undefined;
    const id = newId(now);
    if (account.kind === 'staff' && limitedTo === null) await this.revokeAll(accountId, 'replaced', { except: id }, tx);
    const address = this.keyring.encrypt(addressOf(id), client.address);
    await tx.query(INSERT_SESSION, [
      id, accountId, limitedTo, deviceLabel(client.userAgent), address, new Date(now), new Date(now + LONGEST_MS[account.kind]),
    ]);
    return id;
  }

  /**
   * The session has got what it lacked.
   * @param instead what it lacks in its place, whatever else
   * @returns what it lacks now
   */
  async satisfy(id: string, limit: SessionLimit, tx: Transaction, instead?: SessionLimit): Promise<SessionLimit | null> {
    const { limitedTo, accountId } = (await tx.query<{ limitedTo: SessionLimit | null; accountId: string }>(FIND_LIMIT, [id]))[0] ?? { limitedTo: null };
    if (limitedTo !== limit) return limitedTo;
    const [account] = await tx.query<LockedAccount>(LOCK_ACCOUNT, [accountId]);
    const next = instead ?? (account ? limitAfter(limit, account, this.clock.now()) : limit);
    await tx.query(SATISFY, [id, limit, next]);
    if (account?.kind === 'staff' && next === null) await this.revokeAll(accountId, 'replaced', { except: id }, tx);
    return next;
  }

  /**
   * The session and who acts under it, read afresh: what was ended or taken away works no more.
   * @returns undefined when there is no such session, or its account is closed
   * @throws DomainError `IDENTITY.SESSION_REVOKED`, `IDENTITY.SESSION_REPLACED`, `IDENTITY.SESSION_IDLE`, `IDENTITY.SESSION_EXPIRED`
   */
  async find(id: string): Promise<{ actor: Actor; session: CurrentSession } | undefined> {
    return this.read(id, (row, now) => (now - row.lastUsedAt.getTime() >= NOTED_EVERY_MS ? this.noteUse(id, now) : undefined));
  }

  /** As `find`, for what goes on by itself, such as a stream: looking is no use of the session, which may go idle meanwhile. */
  async look(id: string): Promise<{ actor: Actor; session: CurrentSession } | undefined> {
    return this.read(id, () => undefined);
  }

  private async read(id: string, then: (row: SessionState, now: number) => Promise<void> | undefined) {
    const [row] = await this.sessions.ask({ id });
    if (!row) return undefined;
    const now = this.clock.now();
    const end = endOfSession(row, now);
    if (end) throw end;
    await then(row, now);
    return { actor: actorFrom(row), session: { id, limitedTo: row.limitedTo, openedAt: row.openedAt } };
  }

  /** Those that are open, the last used first. */
  async list(accountId: string): Promise<ListedSession[]> {
    const now = this.clock.now();
    const rows = await this.database.query<ListedSession & { address: Envelope | null }>(LIST_SESSIONS, [accountId, new Date(now), new Date(now - IDLE_MS)]);
    return rows.map((row) => ({ ...row, address: row.address && this.keyring.decrypt(addressOf(row.id), row.address as unknown as Envelope) }));
  }

  /** @throws DomainError `IDENTITY.NO_SUCH_SESSION` when the account has none of that id that is open */
  async revoke(accountId: string, id: string, because: Revocation): Promise<void> {
    await this.database.transaction(async (tx) => {
      const revoked = await tx.query(REVOKE_ONE, [accountId, id, new Date(this.clock.now()), because]);
      if (revoked.length === 0) {
        throw new DomainError('notFound', 'IDENTITY.NO_SUCH_SESSION', 'You have no open session of this id. GET /api/auth/sessions lists them.');
      }
      await this.log.record({ act: 'session.revoked', outcome: 'done', actor: { accountId }, object: { kind: 'session', id }, detail: { because } }, tx);
    });
  }

  /** @returns how many were open */
  async revokeAll(accountId: string, because: Revocation, { except }: { except?: string } = {}, where: Transaction = this.database): Promise<number> {
    const { length } = await where.query(REVOKE_ALL, [accountId, new Date(this.clock.now()), except ?? null, because]);
    if (length > 0) {
      const object = { kind: 'account', id: accountId };
      await this.log.record({ act: 'session.revoked', outcome: 'done', object, detail: { because, sessions: length } }, where);
    }
    return length;
  }

  /** @param now epoch ms */
  async noteUse(id: string, now: number, where: Transaction = this.database): Promise<void> {
    await where.query(NOTE_USE, [id, new Date(now), new Date(now - NOTED_EVERY_MS)]);
  }
}

/** What a session lacks when it has got the second factor: perhaps a younger password. @param now epoch ms */
function limitAfter(limit: SessionLimit, { kind, passwordSetAt }: LockedAccount, now: number): SessionLimit | null {
  return limit !== 'passwordChange' && isPasswordDue({ kind, setAt: passwordSetAt }, now) ? 'passwordChange' : null;
}

/** Place of a session's address. */
export function addressOf(id: string): Place {
  return { table: SESSION_TABLE, field: 'address', row: id };
}

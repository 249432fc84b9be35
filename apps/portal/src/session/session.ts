import { computed, reactive, readonly } from 'vue';
import type { Schema } from '../api/client';
import { problemInAnswer } from '../api/problem';
import { clearUnsentDrafts } from '../composables/unsent-drafts';
import { type OpenedSession, transport } from './transport';

export type Me = Schema<'MeDto'>;
export type Role = Me['roles'][number];

interface State {
  /** Undefined until the first look. */
  me: Me | null | undefined;
  /** The session ended while somebody works: the log-in is asked for on top of the page. */
  expired: boolean;
}

const state = reactive<State>({ me: undefined, expired: false });
let waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];
let refreshing: Promise<boolean> | undefined;

export interface Credentials {
  login: string;
  password: string;
  code?: string;
}

/** @throws Problem `IDENTITY.LOGIN_FAILED`, `IDENTITY.SECOND_FACTOR_REQUIRED` and the others of the log-in */
export async function logIn(credentials: Credentials): Promise<void> {
  const before = state.me?.accountId;
  const answer = await post('/api/auth/browser/login', credentials);
  transport.keep(answer as OpenedSession);
  state.me = await whoAmI();
  if (before !== undefined && before !== state.me?.accountId) {
    startOver();
    return;
  }
  state.expired = false;
  for (const one of waiting.splice(0)) one.resolve();
}

export async function signOut(): Promise<void> {
  await transport.send(new Request('/api/auth/browser/logout', { method: 'POST' })).catch(() => undefined);
  forget();
}

/** Looks once whether a session goes on from before a reload. */
export async function resume(): Promise<void> {
  if (state.me !== undefined) return;
  state.me = transport.mayHaveSession() && (await refresh()) ? await whoAmI().catch(() => null) : null;
}

/** One exchange at a time, for all who ask. */
export function refresh(): Promise<boolean> {
  refreshing ??= goOn().finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

/** The session may be one that another tab has opened: what this tab shows goes on only for the same account. */
async function goOn(): Promise<boolean> {
  const replaced = transport.isReplaced();
  if (!(await transport.refresh())) return false;
  if (!replaced || !state.me || (await whoAmI()).accountId === state.me.accountId) return true;
  startOver();
  return new Promise(() => undefined);
}

/** Somebody else is logged in now: nothing of the former person may be shown, or sent in this one's name. */
function startOver(): void {
  clearUnsentDrafts();
  window.location.assign('/');
}

/** Resolves when the same person has logged in again. @throws the refusal when they would rather not */
export function loginAgain(): Promise<void> {
  state.expired = true;
  return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
}

/** Leaves the page as it is, without a session. */
export function giveUpLogin(): void {
  const left = waiting.splice(0);
  forget();
  for (const one of left) one.reject(problemInAnswer(401, { code: 'IDENTITY.SESSION_ENDED' }));
}

export function isLoggedIn(): boolean {
  return Boolean(state.me);
}

function forget(): void {
  transport.forget();
  clearUnsentDrafts();
  waiting = [];
  state.me = null;
  state.expired = false;
}

async function whoAmI(): Promise<Me> {
  const response = await transport.send(new Request('/api/me'));
  if (!response.ok) throw problemInAnswer(response.status, await response.json().catch(() => undefined));
  return await response.json() as Me;
}

async function post(path: string, body: unknown): Promise<unknown> {
  const request = new Request(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const response = await transport.send(request);
  const said: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemInAnswer(response.status, said);
  return said;
}

const STAFF_ROLES: readonly Role[] = ['clerk', 'windowClerk', 'reviewer', 'head', 'supervisor', 'administrator', 'securityAdministrator'];

/** Who is logged in, for templates. */
export function useSession() {
  return {
    session: readonly(state),
    isStaff: computed(() => state.me?.roles.some((role) => STAFF_ROLES.includes(role)) ?? false),
    has: (role: Role): boolean => state.me?.roles.includes(role) ?? false,
  };
}

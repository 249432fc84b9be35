import { computed, reactive, readonly } from 'vue';
import type { Schema } from '../api/client';
import { problemInAnswer } from '../api/problem';
import { clearUnsentDrafts } from '../composables/unsent-drafts';
import { type OpenedSession, transport } from './transport';

export type Me = Schema<'MeDto'>;
export type Role = Me['roles'][number];

/** What a session still lacks before it serves for anything else. */
export type Lack = NonNullable<OpenedSession['limitedTo']>;

interface State {
  /** Undefined until the first look. */
  me: Me | null | undefined;
  /** The session ended while somebody works: the log-in is asked for on top of the page. */
  expired: boolean;
  /** Somebody has logged in, but the session is limited to what it lacks; `me` is null. */
  lacks: Lack | undefined;
}

const state = reactive<State>({ me: undefined, expired: false, lacks: undefined });
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
  await enter(before);
}

/** After a log-in: in, or to what the session lacks. @throws Problem when the server cannot say who it is */
async function enter(before: string | undefined): Promise<void> {
  await lookWho();
  if (state.lacks !== undefined) return;
  if (before !== undefined && before !== state.me?.accountId) {
    startOver();
    return;
  }
  state.expired = false;
  for (const one of waiting.splice(0)) one.resolve();
}

/** After a step that the session lacked: what comes next, or in. @throws Problem when the server cannot say who it is */
export async function goOnAfterStep(): Promise<void> {
  await refresh();
  await enter(state.me?.accountId);
}

export async function signOut(): Promise<void> {
  await transport.send(new Request('/api/auth/browser/logout', { method: 'POST' })).catch(() => undefined);
  forget();
}

let resuming: Promise<void> | undefined;

/** Looks once whether a session goes on from before a reload. @throws TypeError when the server cannot be reached */
export async function resume(): Promise<void> {
  if (state.me !== undefined) return;
  resuming ??= goOnFromBefore().finally(() => {
    resuming = undefined;
  });
  await resuming;
}

/** Most often the access token still serves, and one question does; else it is refreshed, which also tells what the session lacks. */
async function goOnFromBefore(): Promise<void> {
  const me = transport.takeOver() ? await whoAmI().catch(() => undefined) : null;
  if (me !== undefined) state.me = me;
  else if (await refresh()) await lookWho().catch(() => (state.me = null));
  else state.me = null;
}

/** Looks again who it is: the level or the name may have changed. */
export async function lookWho(): Promise<void> {
  const lacks = transport.limitedTo();
  if (lacks === undefined) state.me = await whoAmI();
  // While the log-in is asked for on top of a page, that page stays its person's.
  else if (!state.expired) state.me = null;
  state.lacks = lacks;
}

/** One exchange at a time, for all who ask. */
export function refresh(unattended = false): Promise<boolean> {
  refreshing ??= goOn(unattended).finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

/** The session may be one that another tab has opened: what this tab shows goes on only for the same account. */
async function goOn(unattended: boolean): Promise<boolean> {
  const replaced = transport.isReplaced();
  if (!(await transport.refresh(unattended))) return false;
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
  state.lacks = undefined;
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

const STAFF_ROLES: readonly Role[] = ['clerk', 'windowClerk', 'reviewer', 'head', 'supervisor', 'administrator', 'securityAdministrator', 'auditor', 'hotlineOperator'];

/** Who is logged in, for templates. */
export function useSession() {
  return {
    session: readonly(state),
    isStaff: computed(() => state.me?.roles.some((role) => STAFF_ROLES.includes(role)) ?? false),
    has: (role: Role): boolean => state.me?.roles.includes(role) ?? false,
  };
}

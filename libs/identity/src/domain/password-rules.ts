import { type Actor, DomainError } from '@onething/kernel';

const DAY_MS = 86_400_000;
/** GB/T 22239-2019, level 3, in audit practice. */
export const SHORTEST_PASSWORD = { resident: 8, staff: 10 } as const;
const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];
const FEWEST_CLASSES = 3;
const LOOK_ALIKE: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', '$': 's', '!': 'i' };
/** So many passwords of the account cannot be taken again, the present one among them. */
export const REMEMBERED_PASSWORDS = 5;
/** After so long staff choose another one, ms. */
const OLDEST_OF_STAFF_MS = 90 * DAY_MS;

export const PASSWORD_RULES = ['length', 'classes', 'login'] as const;

/** What a password lacks, of what can be said without knowing the former ones. */
export function brokenRules(password: string, { kind, login }: { kind: Actor['kind']; login: string }): (typeof PASSWORD_RULES)[number][] {
  const isBroken = {
    length: [...password].length < SHORTEST_PASSWORD[kind],
    classes: CLASSES.filter((one) => one.test(password)).length < FEWEST_CLASSES,
    login: password.toLowerCase().includes(login.toLowerCase()),
  };
  return PASSWORD_RULES.filter((rule) => isBroken[rule]);
}

/** @throws DomainError `IDENTITY.PASSWORD_TOO_SHORT`, `IDENTITY.PASSWORD_TOO_SIMPLE`, `IDENTITY.PASSWORD_HAS_LOGIN`, naming `field` */
export function assertPassword(password: string, { kind, login }: { kind: Actor['kind']; login: string }, field = 'password'): void {
  const shortest = SHORTEST_PASSWORD[kind];
  const broken = brokenRules(password, { kind, login });
  if (broken.includes('length')) throw refused(field, 'IDENTITY.PASSWORD_TOO_SHORT', `Choose a password of ${shortest} characters at least.`);
  if (broken.includes('classes')) {
    throw refused(field, 'IDENTITY.PASSWORD_TOO_SIMPLE', 'Choose a password with three of these: small letters, capital letters, digits, other characters.');
  }
  if (broken.includes('login')) {
    throw refused(field, 'IDENTITY.PASSWORD_HAS_LOGIN', 'Choose a password in which the login does not occur.');
  }
}

/** What guessing programs would begin with: without the digits and signs at its end, and with letters for the signs that stand for them. */
export function guessableForms(password: string): string[] {
  const small = password.toLowerCase();
  const letters = [...small].map((sign) => LOOK_ALIKE[sign] ?? sign).join('');
  return [small, letters, small.replace(/[^\p{L}]+$/u, ''), letters.replace(/[^\p{L}]+$/u, '')];
}

export const tooCommon = (field: string): DomainError =>
  refused(field, 'IDENTITY.PASSWORD_COMMON', 'This is one of the passwords that are tried first, or one of them with something behind it. Choose another one.');

export const usedBefore = (field: string): DomainError =>
  refused(field, 'IDENTITY.PASSWORD_USED_BEFORE', `This is one of the last ${REMEMBERED_PASSWORDS} passwords of this account. Choose another one.`);

/** Whether the account has to choose another password. @param setAt null: its age does not count @param now epoch ms */
export function isPasswordDue({ kind, setAt }: { kind: Actor['kind']; setAt: Date | null }, now: number): boolean {
  return kind === 'staff' && setAt !== null && now - setAt.getTime() >= OLDEST_OF_STAFF_MS;
}

function refused(field: string, code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field, code, message }] });
}

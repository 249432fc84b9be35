import { dictionary } from '@zxcvbn-ts/language-common';
import type { Actor } from '@onething/kernel';
import { assertPassword, guessableForms, tooCommon } from '../domain/password-rules';

/** The passwords that were most often found in leaks, in small letters. */
const COMMON: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/**
 * Every password that is chosen goes through here: at the registration, at a change, at a recovery, and the first administrators'.
 * @throws DomainError as `assertPassword`; `IDENTITY.PASSWORD_COMMON`, naming `field`
 */
export function assertAcceptablePassword(password: string, account: { kind: Actor['kind']; login: string }, field = 'password'): void {
  assertPassword(password, account, field);
  if (guessableForms(password).some((form) => COMMON.has(form))) throw tooCommon(field);
}

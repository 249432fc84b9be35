import { DomainError } from '@onething/kernel';
import type { Action } from './authorisation';
import type { SessionLimit } from './session-rules';

/** For what alone a session serves that still lacks something. */
const SERVES_FOR: Record<SessionLimit, readonly Action[]> = {
  secondFactor: ['secondFactor.give', 'session.end'],
  enrolment: ['secondFactor.enrol', 'session.read', 'session.end', 'account.readSelf'],
  passwordChange: ['password.change', 'session.read', 'session.end', 'account.readSelf'],
};

const REFUSALS: Record<SessionLimit, [code: string, detail: string]> = {
  secondFactor: ['IDENTITY.SECOND_FACTOR_REQUIRED', 'Give the code of the authenticator app first: POST /api/auth/second-factor/code.'],
  enrolment: ['IDENTITY.ENROLMENT_REQUIRED', 'This account needs a second factor first: POST /api/auth/second-factor, then …/confirm with a code.'],
  passwordChange: ['IDENTITY.PASSWORD_CHANGE_REQUIRED', 'The password is too old. Change it first: POST /api/auth/password.'],
};

/** @throws DomainError when a session that lacks something is used for something else */
export function assertServes(limitedTo: SessionLimit | null, action: Action): void {
  if (limitedTo === null || SERVES_FOR[limitedTo].includes(action)) return;
  throw new DomainError('forbidden', ...REFUSALS[limitedTo]);
}

/**
 * What kind of failure this is, seen from the caller:
 * `invalid` the input breaks a rule · `unauthenticated` it is not known who asks · `forbidden` the actor may not ·
 * `notFound` there is no such thing for this actor · `refused` the rules of the field forbid it now ·
 * `conflict` somebody else was first · `keyReused` one idempotency key, two different requests ·
 * `tooMany` asked too often, try again later · `unavailable` a part we need is down, try again.
 */
export type FailureKind =
  | 'invalid' | 'unauthenticated' | 'forbidden' | 'notFound' | 'refused' | 'conflict' | 'keyReused' | 'tooMany' | 'unavailable';

/** One field of the input that breaks a rule. `field` is a path such as `answers.child.birthDate`. */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

/**
 * An expected failure. `code` is stable and never reused (`CASES.ALREADY_SUBMITTED`); `detail` says what is wrong and how
 * to mend it, without personal data. It knows nothing of HTTP; the API maps `kind` to a status.
 */
export class DomainError extends Error {
  constructor(
    readonly kind: FailureKind,
    readonly code: string,
    readonly detail: string,
    /** `retryAfter` in seconds, for what may be tried again later. */
    readonly extra: { fields?: FieldProblem[]; current?: unknown; retryAfter?: number } = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'DomainError';
  }
}

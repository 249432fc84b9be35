import type { FieldRule } from '../composables/use-form-errors';
import { isNumberOf, type PersonKind } from '../shared/identity';

export interface NamedIdentity {
  name: string;
  number: string;
}

/** What `IdentityFields` with that id must hold. */
export function identityRules(id: string, kind: PersonKind, { name, number }: NamedIdentity, t: (key: string) => string): FieldRule[] {
  return [
    [`${id}-name`, name.trim() === '', t(`parts.identity.nameMissing.${kind}`)],
    [`${id}-number`, !isNumberOf(kind, number.trim()), t(`parts.identity.numberWrong.${kind}`)],
  ];
}

/** As it is sent. */
export const trimmed = ({ name, number }: NamedIdentity): NamedIdentity => ({ name: name.trim(), number: number.trim().toUpperCase() });

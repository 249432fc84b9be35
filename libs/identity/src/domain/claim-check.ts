import { type CivilDate, DomainError, type FieldProblem, parseCitizenId, parseUscc } from '@onething/kernel';
import { comparableName } from './person-name';
import type { PersonKind } from './person-number';

/** Who somebody says to be, as it was typed. */
export interface SaidIdentity {
  kind: PersonKind;
  name: string;
  number: string;
  representative?: { name: string; number: string };
}

/**
 * The same with its numbers in their one written form.
 * @throws DomainError `CITIZEN_ID.…`, `USCC.…`, `IDENTITY.REPRESENTATIVE_MISSING`, `IDENTITY.REPRESENTATIVE_NEEDLESS`, naming the field
 */
export function checkedIdentity<T extends SaidIdentity>(said: T, today: CivilDate): T {
  const { kind, representative } = said;
  if (kind === 'natural') {
    if (representative) throw wrongRepresentative('IDENTITY.REPRESENTATIVE_NEEDLESS', 'A natural person registers alone. Leave the representative out.');
    return { ...said, number: parseCitizenId(said.number, today).number };
  }
  const number = parseUscc(said.number).code;
  if (!representative) {
    throw wrongRepresentative('IDENTITY.REPRESENTATIVE_MISSING', 'A legal person is registered by somebody: give the legal representative or agent.');
  }
  const ofRepresentative = parseCitizenId(representative.number, today, 'representative.number').number;
  return { ...said, number, representative: { ...representative, number: ofRepresentative } };
}

/** Whether two descriptions, both checked, mean the same person. */
export function isSameIdentity(one: SaidIdentity, other: SaidIdentity): boolean {
  const same = one.kind === other.kind && one.number === other.number && comparableName(one.name) === comparableName(other.name);
  if (!one.representative && !other.representative) return same;
  if (!one.representative || !other.representative) return false;
  return same && isSameIdentity({ kind: 'natural', ...one.representative }, { kind: 'natural', ...other.representative });
}

function wrongRepresentative(code: string, message: string): DomainError {
  const fields: FieldProblem[] = [{ field: 'representative', code, message }];
  return new DomainError('invalid', code, message, { fields });
}

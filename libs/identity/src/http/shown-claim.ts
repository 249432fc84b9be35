import { maskCitizenId, maskName } from '@onething/kernel';
import type { Claim } from '../registration/claims';
import type { ClaimDto } from './registration.dto';

/** A claim as its owner and a clerk see it: a natural person masked, a legal person public. */
export function shownClaim({ kind, name, number, representative, version }: Claim): ClaimDto {
  const masked = (person: { name: string; number: string }) => ({ name: maskName(person.name), number: maskCitizenId(person.number, 'internal') });
  return {
    kind, version, ...(kind === 'natural' ? masked({ name, number }) : { name, number }),
    representative: representative && { role: representative.role, ...masked(representative) },
  };
}

import { Injectable } from '@nestjs/common';
import { PersonDirectory } from '@onething/identity';
import { DomainError } from '@onething/kernel';
import { PartyAccess } from '../party-access';
import { type BundleRecord, matterOf } from '../persistence/case.repository';

/** Who fetches results at a window in somebody else's place (代领). */
@Injectable()
export class Collectors {
  constructor(private readonly persons: PersonDirectory, private readonly parties: PartyAccess) {}

  /** @returns null when nobody has that number */
  async find(number: string): Promise<string | null> {
    return (await this.persons.findByNumber(number))?.id ?? null;
  }

  /**
   * @returns undefined when it is the applicant in person
   * @throws DomainError `CASES.MAY_NOT_COLLECT` (invalid): no mandate in force lets that person collect; the same for a number that nobody has
   */
  async agentFor(bundle: BundleRecord, personId: string | null): Promise<string | undefined> {
    if (personId === bundle.applicantPersonId) return undefined;
    const acts = personId === null ? [] : await this.parties.actsOf(personId, matterOf(bundle));
    if (acts.includes('collect')) return personId!;
    const message = 'No mandate in force lets this person collect results of the applicant (代领). Hand them to the applicant, or to an agent who may.';
    throw new DomainError('invalid', 'CASES.MAY_NOT_COLLECT', message, { fields: [{ field: 'collectorNumber', code: 'CASES.MAY_NOT_COLLECT', message }] });
  }
}

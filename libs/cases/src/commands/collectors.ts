import { Injectable } from '@nestjs/common';
import { PersonDirectory } from '@onething/identity';
import { DomainError } from '@onething/kernel';
import type { DeliveryWay } from '../domain/event';
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
   * Nothing is handed over at a window to somebody whose paper nobody has looked at.
   * @param personId whose number the window wrote, null when nobody has it; undefined when none was written
   * @returns the agent who collects; nothing for the applicant in person, and for what is not collected
   * @throws DomainError (invalid) `CASES.COLLECTOR_MISSING`; `CASES.NOT_COLLECTED`; `CASES.MAY_NOT_COLLECT`: no mandate in force lets that
   *   person collect, the same for a number that nobody has
   */
  async collectorOf(bundle: BundleRecord, how: DeliveryWay, personId: string | null | undefined): Promise<{ collector?: string }> {
    if (how !== 'collected' && personId === undefined) return {};
    if (how !== 'collected') throw invalid('CASES.NOT_COLLECTED', 'Only what is collected at a window is collected by somebody. Leave this out.');
    if (personId === undefined) {
      throw invalid('CASES.COLLECTOR_MISSING', 'Look at the paper of who collects, and write its number: the applicant\'s own, or that of an agent who may collect (代领).');
    }
    if (personId === bundle.applicantPersonId) return {};
    const acts = personId === null ? [] : await this.parties.actsOf(personId, matterOf(bundle));
    if (acts.includes('collect')) return { collector: personId! };
    throw invalid('CASES.MAY_NOT_COLLECT',
      'No mandate in force lets this person collect results of the applicant (代领). Hand them to the applicant, or to an agent who may.');
  }
}

function invalid(code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field: 'collectorNumber', code, message }] });
}

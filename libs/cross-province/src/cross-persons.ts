import { Injectable } from '@nestjs/common';
import { AccountRegister, PersonDirectory } from '@onething/identity';
import type { Transaction } from '@onething/persistence';
import type { CrossContent } from './cross-case';

/** A citizen's number (GB 11643) or a unified social credit code. */
const NUMBER = /^[0-9A-Z]{15,18}$/i;
/** Of the answers looked at. */
const MOST = 50;

/** Who of the persons known here takes part in a case: by number, as the other province knows no ids of ours. */
@Injectable()
export class CrossPersons {
  constructor(private readonly persons: PersonDirectory, private readonly accounts: AccountRegister) {}

  async findApplicant({ applicant }: Pick<CrossContent, 'applicant'>, where?: Transaction): Promise<string | undefined> {
    return (await this.persons.findByNumber(applicant.number, where))?.id;
  }

  /**
   * Who applies at a window of the other region, which has confirmed who it is: registered here if need be, without an account.
   * @throws DomainError `CITIZEN_ID.…`, `USCC.…`
   */
  async getApplicant({ applicant }: Pick<CrossContent, 'applicant'>, division: string, where: Transaction): Promise<{ personId: string; accountId: string | null }> {
    const { kind, name, number } = applicant;
    const known = await this.persons.findByNumber(number, where);
    const { id: personId } = known ?? await this.persons.register({ kind, name, number, divisionCode: division }, where);
    return { personId, accountId: known ? (await this.accounts.findProvenAccount(personId, where)) ?? null : null };
  }

  /** The applicant, and everybody whose number is among the answers. Asked anew each time: somebody may have been registered since. */
  async concernedBy(content: Pick<CrossContent, 'applicant' | 'answers'> | undefined, where?: Transaction): Promise<string[]> {
    if (!content) return [];
    const answered = Object.values(content.answers).filter((value): value is string => typeof value === 'string' && NUMBER.test(value)).slice(0, MOST);
    const found: string[] = [];
    for (const number of new Set([content.applicant.number, ...answered])) {
      const person = await this.persons.findByNumber(number, where);
      if (person) found.push(person.id);
    }
    return found;
  }
}

import { Injectable } from '@nestjs/common';
import type { Subject } from '@onething/catalogue';
import { PersonDirectory } from '@onething/identity';
import { Consents } from '@onething/licences';
import { fileProblem } from '@onething/uploads';
import type { CaseInHand } from './material-access';

/** Whose licence stands for a paper, and by what right the case may use it. */
export interface Holder {
  personId: string;
  /** The applicant, or a child in the applicant's care (who cannot consent alone): no consent is needed. */
  ofApplicant: boolean;
}

type Case = Pick<CaseInHand, 'bundle' | 'form'>;

/** Finds the holders of licences: the applicant, and others by the number in the form. */
@Injectable()
export class LicenceHolders {
  constructor(
    private readonly persons: PersonDirectory,
    private readonly consents: Consents,
  ) {}

  /** The person that the form names as this subject; undefined when it names none, or one that nobody knows. */
  async find({ bundle, form }: Case, subject: Subject): Promise<Holder | undefined> {
    const { applicantPersonId } = bundle;
    if (subject === 'applicant') return { personId: applicantPersonId, ofApplicant: true };
    const number = numberIn(form, subject);
    const person = number === undefined ? undefined : await this.persons.findByNumber(number);
    if (!person) return undefined;
    return { personId: person.id, ofApplicant: await this.isApplicants(person.id, applicantPersonId) };
  }

  /** Whether the case may use this holder's licences of that type now. */
  async mayUse({ bundle }: Pick<Case, 'bundle'>, holder: Holder, licenceType: string): Promise<boolean> {
    if (holder.ofApplicant) return true;
    return (await this.consents.findGranted(bundle.state.caseId, holder.personId, licenceType)) !== undefined;
  }

  /** @throws DomainError `CASES.HOLDER_NUMBER_MISSING` naming the field of the form */
  requireNumber({ form }: Pick<Case, 'form'>, subject: Subject): string {
    const number = numberIn(form, subject);
    if (number !== undefined) return number;
    throw fileProblem(
      'CASES.HOLDER_NUMBER_MISSING',
      'Fill in the number of the holder and save the draft first.',
      `form.${subject}.citizenId`,
    );
  }

  /** Whether it is the applicant, or a child in the applicant's care. */
  async isApplicants(personId: string, applicantPersonId: string): Promise<boolean> {
    if (personId === applicantPersonId) return true;
    return (await this.persons.childrenOf(applicantPersonId)).some((child) => child.id === personId);
  }
}

function numberIn(form: Record<string, unknown>, subject: Subject): string | undefined {
  return [form[`${subject}.citizenId`], form[`${subject}.uscc`]].find((number) => typeof number === 'string');
}

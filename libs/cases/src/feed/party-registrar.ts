import { Injectable, Logger } from '@nestjs/common';
import { type Catalogue, type Subject } from '@onething/catalogue';
import { type Person, PersonDirectory } from '@onething/identity';
import { DomainError } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { CaseDefinitions } from '../case-definitions';
import type { ChainedEvent } from '../domain/event';
import type { FormValues } from '../domain/form-values';
import { valuesFilledBy } from '../domain/result-face';
import { CaseAnswersStore } from '../persistence/case-answers';
import { CaseParties } from '../persistence/case-parties';
import { type CaseResult, CaseResults } from '../persistence/case-results';
import type { Follower } from './follower';

interface Acknowledged {
  caseId: string;
  division: string;
  form: FormValues;
  parties: Record<string, string>;
}

/**
 * Tells the register of persons what offices have confirmed by a result: a child, the number that the household registration
 * gives it, and the parents who act for it. What somebody merely writes into a form makes nobody a person of the register, and
 * nobody a guardian.
 */
@Injectable()
export class PartyRegistrar implements Follower {
  readonly name = 'parties';
  private readonly log = new Logger(PartyRegistrar.name);

  constructor(
    private readonly persons: PersonDirectory,
    private readonly parties: CaseParties,
    private readonly answers: CaseAnswersStore,
    private readonly results: CaseResults,
    private readonly definitions: CaseDefinitions,
  ) {}

  async handle(tx: Transaction, events: ChainedEvent[]): Promise<void> {
    for (const event of events) if (event.type === 'resultIssued') await this.acknowledge(tx, event);
  }

  /** What contradicts the register is for people to sort out: it is logged, and holds up nobody else's events. */
  private async acknowledge(tx: Transaction, { caseId, itemId, payload: { scope } }: ChainedEvent): Promise<void> {
    const { catalogue } = await this.definitions.getPublished(scope.oneThing, scope.oneThingVersion);
    const result = (await this.results.findAll(caseId, tx)).find((one) => one.itemId === itemId)!;
    const { holder } = catalogue.items.get(scope.item!)!.result!;
    const [{ form }, parties] = [await this.answers.getLatest(caseId, tx), await this.parties.find(caseId, tx)];
    try {
      const matter = { caseId, division: scope.division, form, parties };
      const person = await this.register(tx, matter, holder, result.holderPersonId);
      await this.assignNumber(tx, catalogue, result);
      if (person && holder === 'child') await this.addGuardians(tx, matter, person.id);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.log.error({ message: 'A result contradicts the register of persons', caseId, itemId, code: error.code });
    }
  }

  /** The person, registered if need be; undefined when the form does not tell the name. */
  private async register(tx: Transaction, { division, form }: Acknowledged, subject: Subject, id: string): Promise<Person | undefined> {
    const known = (await this.persons.findPersons([id], tx)).get(id);
    const name = form[`${subject}.name`];
    if (known || typeof name !== 'string') return known;
    return this.persons.register({ id, kind: 'natural', name, ...numberOf(form, subject), divisionCode: division }, tx);
  }

  private async assignNumber(tx: Transaction, catalogue: Catalogue, { licenceType, face, holderPersonId }: CaseResult): Promise<void> {
    const filled = valuesFilledBy(catalogue.licenceTypes.get(licenceType)!, catalogue.elements, face);
    const number = Object.entries(filled).find(([element]) => element.endsWith('.citizenId'))?.[1];
    if (typeof number === 'string') await this.persons.assignNumber(holderPersonId, number, tx);
  }

  /** The applicant, and the other parent whose number the form gives. */
  private async addGuardians(tx: Transaction, matter: Acknowledged, child: string): Promise<void> {
    // Whoever has guardians gets no other ones by somebody's application.
    const present = await this.persons.guardiansOf(child, tx);
    if (present.length > 0 && !present.some(({ id }) => id === matter.parties['applicant'])) return;
    const { number } = numberOf(matter.form, 'otherParent');
    const known = number === undefined ? undefined : await this.persons.findByNumber(number, tx);
    const other = known ?? (number && matter.parties['otherParent'] ? await this.register(tx, matter, 'otherParent', matter.parties['otherParent']) : undefined);
    for (const guardian of [matter.parties['applicant'], other?.id]) {
      if (guardian !== undefined) await this.persons.addGuardian(child, guardian, `case ${matter.caseId}`, tx);
    }
  }
}

function numberOf(form: FormValues, subject: string): { number?: string } {
  const number = form[`${subject}.citizenId`];
  return typeof number === 'string' ? { number } : {};
}

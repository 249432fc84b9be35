import { Injectable } from '@nestjs/common';
import { PersonDirectory } from '@onething/identity';
import type { Transaction } from '@onething/persistence';
import { CaseDefinitions } from '../case-definitions';
import type { ChainedEvent } from '../domain/event';
import type { FormValues } from '../domain/form-values';
import { valuesFilledBy } from '../domain/result-face';
import { CaseAnswersStore } from '../persistence/case-answers';
import { CaseParties } from '../persistence/case-parties';
import { CaseResults } from '../persistence/case-results';
import type { Follower } from './follower';

/**
 * Tells the register of persons what cases bring to light: a child that a submission names, whose parents act for it, and the
 * number that the household registration gives it.
 */
@Injectable()
export class PartyRegistrar implements Follower {
  readonly name = 'parties';

  constructor(
    private readonly persons: PersonDirectory,
    private readonly parties: CaseParties,
    private readonly answers: CaseAnswersStore,
    private readonly results: CaseResults,
    private readonly definitions: CaseDefinitions,
  ) {}

  async handle(tx: Transaction, events: ChainedEvent[]): Promise<void> {
    for (const event of events) {
      if (event.type === 'submitted') await this.registerParties(tx, event);
      if (event.type === 'resultIssued') await this.assignNumber(tx, event);
    }
  }

  private async registerParties(tx: Transaction, { caseId, payload: { scope } }: ChainedEvent): Promise<void> {
    const [parties, { form }] = [await this.parties.find(caseId, tx), await this.answers.getLatest(caseId, tx)];
    const known = await this.persons.findPersons(Object.values(parties), tx);
    for (const [subject, id] of Object.entries(parties)) {
      const name = form[`${subject}.name`];
      if (known.has(id) || typeof name !== 'string') continue;
      await this.persons.register({ id, kind: 'natural', name, ...numberOf(form, subject), divisionCode: scope.division }, tx);
    }
    const child = parties['child'];
    if (!child || typeof form['child.name'] !== 'string') return;
    for (const parent of [parties['applicant'], parties['otherParent']]) {
      if (parent && (await this.persons.findPersons([parent], tx)).has(parent)) await this.persons.addGuardian(child, parent, `case ${caseId}`, tx);
    }
  }

  private async assignNumber(tx: Transaction, { caseId, itemId, payload: { scope } }: ChainedEvent): Promise<void> {
    const { catalogue } = await this.definitions.getPublished(scope.oneThing, scope.oneThingVersion);
    const result = (await this.results.findAll(caseId, tx)).find((one) => one.itemId === itemId)!;
    const filled = valuesFilledBy(catalogue.licenceTypes.get(result.licenceType)!, catalogue.elements, result.face);
    const number = Object.entries(filled).find(([element]) => element.endsWith('.citizenId'))?.[1];
    if (typeof number === 'string') await this.persons.assignNumber(result.holderPersonId, number, tx);
  }
}

function numberOf(form: FormValues, subject: string): { number?: string } {
  const number = form[`${subject}.citizenId`];
  return typeof number === 'string' ? { number } : {};
}

import { Injectable } from '@nestjs/common';
import type { Actor, Text } from '@onething/kernel';
import { CaseDefinitions } from '../case-definitions';
import { notFound } from '../commands/command-path';
import { isOpen } from '../domain/openness';
import { CaseRepository, type ItemRecord } from '../persistence/case.repository';
import { CaseNumbers, type OfficialNumbers } from './case-numbers';
import { supervises } from './case-visibility';

export interface SupervisedItem {
  itemId: string;
  name: Text;
  departmentName: Text;
  division: string;
  state: string;
  stepName: Text | null;
  endedAt: Date | null;
  receiptNumber: string | null;
  caseNumber: string | null;
  /** To be sent with the command. */
  version: number;
  mayReopen: boolean;
}

export interface SupervisedCase {
  caseId: string;
  number: string | null;
  oneThingName: Text;
  items: SupervisedItem[];
}

/** What a supervisor (督办) sees of a case: how its items stand, nothing of the applicant. */
@Injectable()
export class Supervision {
  constructor(
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly numbers: CaseNumbers,
  ) {}

  /** @param number of the case, of a receipt or of an item case. @throws DomainError `CASES.NOT_FOUND`, also for one of another division */
  async findByNumber(actor: Actor, number: string): Promise<SupervisedCase> {
    const place = await this.numbers.findPlace(number);
    const records = place ? (await this.repository.findItems(place.caseId)).filter((item) => supervises(actor, item)) : [];
    const found = records.filter(({ state }) => !place?.itemId || state.itemId === place.itemId);
    if (!place || found.length === 0) throw notFound();
    const { scope } = found[0]!.state;
    const [numbers, { oneThing }] = await Promise.all([this.numbers.find(place.caseId), this.definitions.getPublished(scope.oneThing, scope.oneThingVersion)]);
    return {
      caseId: place.caseId, number: numbers.bundle, oneThingName: oneThing.name,
      items: await Promise.all(found.map((item) => this.view(actor, item, numbers))),
    };
  }

  private async view(actor: Actor, { state, stateName, step, endedAt, dataErased }: ItemRecord, numbers: OfficialNumbers): Promise<SupervisedItem> {
    const { oneThing, oneThingVersion, item: code, department, division } = state.scope;
    const [{ catalogue }, definition] = await Promise.all([
      this.definitions.getPublished(oneThing, oneThingVersion), this.definitions.getItem({ oneThing, oneThingVersion, item: code, authorityUscc: state.authorityUscc, handledBy: state.scope.handledBy }),
    ]);
    const asker = { actorId: actor.accountId, personId: actor.personId };
    return {
      itemId: state.itemId, name: catalogue.items.get(code)!.name, departmentName: catalogue.departments.get(department)!.name, division, state: stateName,
      stepName: definition.process.steps.find((one) => one.code === step)?.name ?? null, endedAt,
      receiptNumber: numbers.ofItem(state.itemId, 'receipt'), caseNumber: numbers.ofItem(state.itemId, 'case'), version: state.version,
      mayReopen: !dataErased && isOpen(definition, state, 'reopen', asker),
    };
  }
}

import { Injectable } from '@nestjs/common';
import { compile } from '@onething/catalogue';
import { isAllowed } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { CaseData } from '../case-data';
import { CaseDefinitions } from '../case-definitions';
import { notFound } from '../commands/command-path';
import { Prefilling } from '../commands/prefilling';
import { resourceOf } from '../item-resource';
import { PartyAccess } from '../party-access';
import { type BundleRecord, CaseRepository, matterOf } from '../persistence/case.repository';
import type { CaseFormDto, ItemFormDto } from './case.dto';

/** Shows what a case asks and what was answered: to its applicant and the applicant's agent whole, to an office as far as its items ask for it. */
@Injectable()
export class CaseFormReader {
  constructor(
    private readonly repository: CaseRepository,
    private readonly parties: PartyAccess,
    private readonly definitions: CaseDefinitions,
    private readonly data: CaseData,
    private readonly prefilling: Prefilling,
  ) {}

  /** @throws DomainError `CASES.NOT_FOUND` */
  async getOwn(actor: Actor, caseId: string): Promise<CaseFormDto> {
    const bundle = await this.repository.findBundle(caseId);
    if (!bundle || !(await this.parties.sideOf(actor, matterOf(bundle)))) throw notFound();
    const { plan, q, form } = await this.read(bundle);
    const prefilled = bundle.stateName === 'draft' ? await this.prefilling.of(bundle, plan) : {};
    return { plan, answers: q, form, prefilled };
  }

  /** Only the fields that this item asks for: an office sees what it needs to decide, no more. @throws DomainError `CASES.NOT_FOUND` */
  async getForItem(actor: Actor, caseId: string, itemId: string): Promise<ItemFormDto> {
    const [bundle, item] = await Promise.all([this.repository.findBundle(caseId), this.repository.findItem(caseId, itemId)]);
    if (!bundle || !item) throw notFound();
    const { scope } = item.state;
    if (!isAllowed(actor, 'case.readAsStaff', resourceOf(item))) throw notFound();
    const { plan, form } = await this.read(bundle);
    const fields = plan.form
      .map((section) => ({ ...section, fields: section.fields.filter((field) => field.askedBy.includes(scope.item)) }))
      .filter((section) => section.fields.length > 0);
    const asked = fields.flatMap((section) => section.fields.map((field) => field.element));
    return { fields, values: Object.fromEntries(asked.filter((element) => element in form).map((element) => [element, form[element]])) };
  }

  private async read({ state: { caseId, scope } }: BundleRecord) {
    const [{ catalogue, oneThing }, { q, form }] = await Promise.all([
      this.definitions.getPublished(scope.oneThing, scope.oneThingVersion), this.data.get(caseId, scope),
    ]);
    return { plan: compile(catalogue, oneThing, q), q, form };
  }
}

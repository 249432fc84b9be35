import { Injectable } from '@nestjs/common';
import { AccessLog } from '@onething/audit';
import { type BundlePlan, compile } from '@onething/catalogue';
import { isAllowed } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { CaseData } from '../case-data';
import { CaseDefinitions } from '../case-definitions';
import { notFound } from '../commands/command-path';
import { Prefilling } from '../commands/prefilling';
import { maskForm, needsWhole } from '../domain/disclosure';
import { resourceOf } from '../item-resource';
import { PartyAccess } from '../party-access';
import { type BundleRecord, CaseRepository, type ItemRecord, matterOf } from '../persistence/case.repository';
import { ClaimGuard } from '../queues/claim-guard';
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
    private readonly access: AccessLog,
    private readonly claims: ClaimGuard,
  ) {}

  /** @throws DomainError `CASES.NOT_FOUND` */
  async getOwn(actor: Actor, caseId: string): Promise<CaseFormDto> {
    const bundle = await this.repository.findBundle(caseId);
    if (!bundle || !(await this.parties.sideOf(actor, matterOf(bundle)))) throw notFound();
    const { plan, q, form } = await this.read(bundle);
    const prefilled = bundle.stateName === 'draft' ? await this.prefilling.of(bundle, plan, await this.parties.mayUseLicences(actor, matterOf(bundle))) : {};
    return { plan, answers: q, form, prefilled };
  }

  /**
   * Only the fields that this item asks for: an office sees what it needs to decide, no more, and masked what it does not need now
   * (`needsWhole`). Recorded for the person whose data they are.
   * @throws DomainError `CASES.NOT_FOUND`
   */
  async getForItem(actor: Actor, caseId: string, itemId: string): Promise<ItemFormDto> {
    const [bundle, item] = await Promise.all([this.repository.findBundle(caseId), this.repository.findItem(caseId, itemId)]);
    if (!bundle || !item) throw notFound();
    if (!isAllowed(actor, 'case.readAsStaff', resourceOf(item))) throw notFound();
    const { department: departmentCode, division: divisionCode } = item.state.scope;
    await this.access.opens(actor, {
      act: 'form.opened', subjectPersonId: bundle.applicantPersonId, concernedPersonIds: item.concernedIds, object: { kind: 'item', id: itemId }, office: { departmentCode, divisionCode },
    });
    const { fields, values } = await this.readItem(bundle, item);
    const roles = actor.posts.filter((post) => post.departmentCode === departmentCode && post.divisionCode === divisionCode).map(({ role }) => role);
    const claimedByColleague = await this.isColleagues(actor, item);
    if (needsWhole({ roles, claimedByColleague, stateName: item.stateName, ended: item.endedAt !== null })) return { fields, values, masked: [] };
    return { fields, ...maskForm(fields, values) };
  }

  /** Of somebody whom a submitted case names: what is written there about that person, nothing of others. @param subjects as which the case names the person */
  async getOfParty(bundle: BundleRecord, subjects: readonly string[]): Promise<{ fields: BundlePlan['form']; values: Record<string, unknown> }> {
    const { plan, form } = await this.read(bundle);
    const isAbout = (element: string): boolean => subjects.includes(element.slice(0, element.indexOf('.')));
    return { fields: plan.form, values: Object.fromEntries(Object.entries(form).filter(([element]) => isAbout(element))) };
  }

  /** A step that several people take (合议) is everybody's, whoever has claimed the item. */
  private async isColleagues(actor: Actor, { claimedBy, step, state }: ItemRecord): Promise<boolean> {
    if (!(await this.claims.isColleagues(actor, claimedBy))) return false;
    const { process } = await this.definitions.getItem({ ...state.scope, authorityUscc: state.authorityUscc });
    return process.steps.find(({ code }) => code === step)?.reviewers === undefined;
  }

  /** What an item asks for, and what was answered to it. */
  async readItem(bundle: BundleRecord, { state: { scope } }: ItemRecord): Promise<{ fields: BundlePlan['form']; asked: string[]; values: Record<string, unknown> }> {
    const { plan, form } = await this.read(bundle);
    const fields = plan.form
      .map((section) => ({ ...section, fields: section.fields.filter((field) => field.askedBy.includes(scope.item)) }))
      .filter((section) => section.fields.length > 0);
    const asked = fields.flatMap((section) => section.fields.map((field) => field.element));
    return { fields, asked, values: Object.fromEntries(asked.filter((element) => element in form).map((element) => [element, form[element]])) };
  }

  private async read({ state: { caseId, scope } }: BundleRecord) {
    const [{ catalogue, oneThing }, { q, form }] = await Promise.all([
      this.definitions.getPublished(scope.oneThing, scope.oneThingVersion), this.data.get(caseId, scope),
    ]);
    return { plan: compile(catalogue, oneThing, q), q, form };
  }
}

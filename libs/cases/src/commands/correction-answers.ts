import { Inject, Injectable } from '@nestjs/common';
import { type BundlePlan, compile } from '@onething/catalogue';
import { canonicalJson, CLOCK, type Clock, civilDate, DomainError } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { CaseDefinitions } from '../case-definitions';
import { pointsToCorrect, strangePoints, unaskedChanges, unanswered } from '../domain/corrections';
import { checkForm } from '../domain/form-check';
import { type FormValues, settleForm } from '../domain/form-values';
import type { CorrectionPoint, FoundAtRequest } from '../domain/item-command';
import { EventFeed } from '../feed/event-feed';
import { MaterialRepository } from '../materials/material.repository';
import { CaseAnswersStore } from '../persistence/case-answers';
import { CaseRepository, type ItemRecord } from '../persistence/case.repository';
import { Prefilling } from './prefilling';

/** What an office asks to be corrected, and the applicant's answer: a new revision of the answers, checked like a submission. */
@Injectable()
export class CorrectionAnswers {
  constructor(
    private readonly definitions: CaseDefinitions,
    private readonly answers: CaseAnswersStore,
    private readonly repository: CaseRepository,
    private readonly prefilling: Prefilling,
    private readonly feed: EventFeed,
    private readonly materials: MaterialRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @returns what there is when they are asked for
   * @throws DomainError `CASES.POINT_NOT_OF_ITEM` naming `points.<index>.field`
   */
  async requireOfItem({ state: { caseId, scope } }: ItemRecord, points: readonly CorrectionPoint[]): Promise<FoundAtRequest> {
    const [{ catalogue, oneThing }, { q, form, revision }] = await Promise.all([
      this.definitions.getPublished(scope.oneThing, scope.oneThingVersion), this.answers.getLatest(caseId),
    ]);
    const named = points.map(({ field }) => field);
    const problems = strangePoints(compile(catalogue, oneThing, q), named, { item: scope.item, form, q });
    if (problems.length > 0) {
      throw new DomainError('invalid', 'CASES.POINT_NOT_OF_ITEM', 'An item has its own fields and materials corrected, and no others.', { fields: problems });
    }
    return { revision, materials: await this.materialsOf(caseId, named) };
  }

  /**
   * @param corrected the form fields that change, by element code
   * @throws DomainError `CASES.FORM_INVALID` naming the fields, also those that nobody asked to correct;
   *   `CASES.NOTHING_CORRECTED` naming the points, when none of them has changed
   */
  async seal(item: ItemRecord, corrected: Record<string, unknown>) {
    const { caseId, scope } = item.state;
    const { catalogue, oneThing } = await this.definitions.getPublished(scope.oneThing, scope.oneThingVersion);
    const { q, form, revision } = await this.answers.getLatest(caseId);
    const merged = { ...form, ...corrected };
    const plan = compile(catalogue, oneThing, q);
    const points = pointsToCorrect((await this.feed.ofCase(caseId)).filter((event) => event.itemId === item.state.itemId));
    // What the account and the licences have filled in stays as it is.
    const prefilled = await this.prefilling.of((await this.repository.findBundle(caseId))!, plan);
    this.requireRight(plan, { before: form, corrected, merged, points, q, prefilled });
    await this.requireAnswer(item, plan, points, { corrected: merged, prefilled });
    return this.answers.seal(caseId, revision + 1, { q, form: settleForm(plan, merged, { q }) });
  }

  /**
   * As another region's window passes it on (转告补正). What it has taken in stands in the form itself: no account fills it in. Papers come by post or as
   * scans, so where papers are asked for nothing else has to change.
   * @throws DomainError `CASES.FORM_INVALID`, `CASES.NOTHING_CORRECTED`
   */
  async sealPassedOn(item: ItemRecord, corrected: Record<string, unknown>, tx: Transaction) {
    const { caseId, scope } = item.state;
    const { catalogue, oneThing } = await this.definitions.getPublished(scope.oneThing, scope.oneThingVersion);
    const { q, form, revision } = await this.answers.getLatest(caseId, tx);
    const merged = { ...form, ...corrected };
    const plan = compile(catalogue, oneThing, q);
    const points = pointsToCorrect((await this.feed.ofCase(caseId)).filter((event) => event.itemId === item.state.itemId));
    this.requireRight(plan, { before: form, corrected, merged, points, q, prefilled: {} });
    if (!points.some((point) => point.startsWith(MATERIAL))) await this.requireAnswer(item, plan, points, { corrected: merged, prefilled: {} });
    return this.answers.seal(caseId, revision + 1, { q, form: settleForm(plan, merged, { q }) });
  }

  private requireRight(
    plan: BundlePlan, { before, corrected, merged, points, q, prefilled }: { before: FormValues; corrected: FormValues; merged: FormValues; points: string[]; q: FormValues; prefilled: FormValues },
  ): void {
    const problems = [
      ...unaskedChanges(plan, { before, corrected, points, q }),
      ...checkForm(plan, merged, { q, prefilled, today: civilDate(this.clock.now()), complete: true }),
    ];
    if (problems.length > 0) throw new DomainError('invalid', 'CASES.FORM_INVALID', 'Some corrected fields are not right.', { fields: problems });
  }

  private async requireAnswer(
    { state: { caseId, clock: { foundAtRequest } } }: ItemRecord, plan: BundlePlan, points: string[], given: { corrected: FormValues; prefilled: FormValues },
  ): Promise<void> {
    if (!foundAtRequest) return;
    const [{ form: atRequest }, materials] = await Promise.all([this.answers.getRevision(caseId, foundAtRequest.revision), this.materialsOf(caseId, points)]);
    const changedMaterials = Object.keys(materials).filter((material) => materials[material] !== foundAtRequest.materials[material]);
    const problems = unanswered(plan, points, { ...given, atRequest, changedMaterials });
    if (problems.length > 0) throw new DomainError('invalid', 'CASES.NOTHING_CORRECTED', 'Nothing of what was asked for has changed.', { fields: problems });
  }

  /** What stands for the materials that are named, as something that can be compared. */
  private async materialsOf(caseId: string, points: readonly string[]): Promise<FoundAtRequest['materials']> {
    const named = points.filter((point) => point.startsWith(MATERIAL)).map((point) => point.slice(MATERIAL.length));
    if (named.length === 0) return {};
    const [materials, files] = await Promise.all([this.materials.list(caseId), this.materials.listFiles(caseId)]);
    return Object.fromEntries(named.map((code) => {
      const { source = null, licence = null, promisedAt } = materials.find(({ material }) => material === code) ?? {};
      return [code, canonicalJson({ source, licence: licence && [licence.licenceId, licence.version], promisedAt: promisedAt?.toISOString(), files: files.filter(({ material }) => material === code).map(({ id }) => id) })];
    }));
  }
}

const MATERIAL = 'materials.';

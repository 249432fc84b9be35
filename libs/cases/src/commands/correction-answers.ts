import { Inject, Injectable } from '@nestjs/common';
import { compile } from '@onething/catalogue';
import { CLOCK, type Clock, civilDate, DomainError } from '@onething/kernel';
import { CaseDefinitions } from '../case-definitions';
import { pointsToCorrect, unaskedChanges } from '../domain/corrections';
import { checkForm } from '../domain/form-check';
import { settleForm } from '../domain/form-values';
import { EventFeed } from '../feed/event-feed';
import { CaseAnswersStore } from '../persistence/case-answers';
import { CaseRepository, type ItemRecord } from '../persistence/case.repository';
import { Prefilling } from './prefilling';

/** The applicant's answer to a request for corrections: a new revision of the answers, checked like a submission. */
@Injectable()
export class CorrectionAnswers {
  constructor(
    private readonly definitions: CaseDefinitions,
    private readonly answers: CaseAnswersStore,
    private readonly repository: CaseRepository,
    private readonly prefilling: Prefilling,
    private readonly feed: EventFeed,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param corrected the form fields that change, by element code
   * @throws DomainError `CASES.FORM_INVALID` naming the fields, also those that nobody asked to correct
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
    const problems = [
      ...unaskedChanges(plan, { before: form, corrected, points, q }),
      ...checkForm(plan, merged, { q, prefilled, today: civilDate(this.clock.now()), complete: true }),
    ];
    if (problems.length > 0) throw new DomainError('invalid', 'CASES.FORM_INVALID', 'Some corrected fields are not right.', { fields: problems });
    return this.answers.seal(caseId, revision + 1, { q, form: settleForm(plan, merged, { q }) });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { type BundlePlan, compile } from '@onething/catalogue';
import { LIGHT_THRESHOLDS, type LightThresholds } from '@onething/deadlines';
import { CLOCK, type Clock, civilDate, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import { CaseDefinitions } from '../case-definitions';
import { type CaseShape, decideBundle } from '../domain/bundle-decision';
import type { ItemContext } from '../domain/command-context';
import type { SparedEffort } from '../domain/event';
import { type FormValues, settleForm } from '../domain/form-values';
import { checkSubmission, type MaterialState } from '../domain/submission-check';
import { DraftMaterials } from '../materials/draft-materials';
import { CaseAnswersStore, DRAFT_REVISION } from '../persistence/case-answers';
import type { BundleWrite, CommandOutcome, MaterialRow } from '../persistence/case-write';
import { applyingFor, PartyAccess } from '../party-access';
import { type BundleRecord, CaseRepository, matterOf } from '../persistence/case.repository';
import { CommandPath } from './command-path';
import { type CommandRequest, idempotencyOf } from './command-request';
import { requireDraft, requireRight } from './draft-commands';
import { ItemOpening } from './item-opening';
import { Prefilling } from './prefilling';

/** Submits a draft: from then on the one-thing is so many item cases, each with an authority of its own (并联审批). */
@Injectable()
export class Submission {
  constructor(
    private readonly path: CommandPath,
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly opening: ItemOpening,
    private readonly materials: DraftMaterials,
    private readonly prefilling: Prefilling,
    private readonly answers: CaseAnswersStore,
    private readonly parties: PartyAccess,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    @Inject(LIGHT_THRESHOLDS) private readonly thresholds: LightThresholds,
  ) {}

  /** @throws DomainError `CASES.FORM_INVALID` naming every field and material that is missing or wrong, `CASES.NOT_A_DRAFT` */
  async submit(request: CommandRequest, caseId: string): Promise<CommandOutcome> {
    const idempotency = idempotencyOf(request, { caseId, submit: true });
    const outcome = await this.path.run({
      read: () => this.repository.findBundle(caseId, idempotency),
      expectedVersion: request.version,
      request: idempotency,
      requireStanding: (draft) => this.parties.requireStanding(request.actor, matterOf(draft)),
      authorise: (draft) => this.parties.authorise(request.actor, 'case.submit', matterOf(draft)),
      decide: async (draft) => {
        requireDraft(draft);
        const context: ItemContext = {
          ...applyingFor(request.actor, draft), cause: request.key, now: this.clock.now(), calendar: this.calendar, thresholds: this.thresholds,
        };
        return { ...(await this.write(draft, context)), idempotency };
      },
    });
    return outcome!;
  }

  private async write(draft: BundleRecord, context: ItemContext): Promise<BundleWrite> {
    const { caseId, scope } = draft.state;
    const { catalogue, oneThing } = await this.definitions.getPublished(scope.oneThing, scope.oneThingVersion);
    const { q, form } = await this.answers.getLatest(caseId);
    const plan = compile(catalogue, oneThing, q);
    const { settled, spared } = await this.checked(draft, plan, { q, form }, context);
    const items = await this.opening.itemsOf(draft.state, plan, context, { form: settled });
    const answers = this.answers.seal(caseId, DRAFT_REVISION + 1, { q, form: settled });
    const shape: CaseShape = plan.items.map((item, index) => (
      { code: item.code, dependsOn: item.dependsOn, itemId: items[index]!.itemId, department: item.department }));
    const command = { type: 'submit', shape, answersDigest: answers.digest, days: plan.criticalPathDays, spared } as const;
    return {
      kind: 'bundle', state: draft.state, now: context.now, items, answers,
      decision: decideBundle(this.definitions.bundleMachine, draft.state, command, context),
      materials: materialRows(plan),
      parties: await this.opening.partiesOf(draft.applicantPersonId, plan, settled, context.now),
    };
  }

  private async checked(draft: BundleRecord, plan: BundlePlan, { q, form }: { q: Record<string, unknown>; form: FormValues }, context: ItemContext) {
    const [prefilled, materials] = await Promise.all([
      this.prefilling.of(draft, plan), this.materials.statesOf(draft.state.caseId, plan),
    ]);
    requireRight(checkSubmission(plan, { form, q, prefilled, materials, today: civilDate(context.now) }));
    return { settled: settleForm(plan, form, { q, prefilled }), spared: sparedBy(plan, materials) };
  }
}

/** A file in place of a licence is a paper that was handed in after all. */
function sparedBy({ materials: asked, savings }: BundlePlan, states: readonly MaterialState[]): SparedEffort {
  const replaceable = asked.filter(({ reason }) => reason?.by === 'licence');
  const attached = new Set(states.filter(({ licence, files }) => licence !== undefined && files === 0).map(({ material }) => material));
  const handedIn = replaceable.filter(({ material, necessity }) => necessity === '1' && !attached.has(material)).length;
  return {
    materials: savings.materials.saved - Math.min(handedIn, savings.materialsBy.licence), steps: savings.steps.saved, visits: savings.visits.saved,
    days: savings.days.saved, licences: replaceable.filter(({ material }) => attached.has(material)).length,
  };
}

/** Materials that no person hands in: from a predecessor, another authority, a signature. */
function materialRows(plan: BundlePlan): MaterialRow[] {
  return plan.materials.flatMap(({ material, reason }): MaterialRow[] => {
    switch (reason?.by) {
      case 'predecessorResult': return [{ material, source: 'predecessorResult', predecessorItem: reason.item }];
      case 'sharedDatum': return [{ material, source: 'sharedDatum' }];
      case 'onlineAuthorisation': return [{ material, source: 'onlineAuthorisation' }];
      default: return [];
    }
  });
}

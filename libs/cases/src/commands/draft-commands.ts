import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import type { BundlePlan } from '@onething/catalogue';
import { CLOCK, type Clock, civilDate, DomainError, type FieldProblem, newId, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import { CaseDefinitions } from '../case-definitions';
import { decideBundle } from '../domain/bundle-decision';
import type { CommandContext } from '../domain/command-context';
import { checkForm } from '../domain/form-check';
import { type CaseAnswers, CaseAnswersStore, DRAFT_REVISION } from '../persistence/case-answers';
import type { CommandOutcome } from '../persistence/case-write';
import { CaseWriter } from '../persistence/case-writer';
import { applyingFor, PartyAccess } from '../party-access';
import { type BundleRecord, CaseRepository, matterOf } from '../persistence/case.repository';
import { CommandPath, replay } from './command-path';
import { type CommandRequest, idempotencyOf } from './command-request';
import { Eligibility } from './eligibility';
import { newBundle } from './new-bundle';
import { Prefilling } from './prefilling';

export interface NewDraft {
  oneThing: string;
  /** Where it is to be handled: 6 digits of GB/T 2260. */
  division: string;
  answers: Record<string, unknown>;
  /** The principal's person, when an agent begins it by mandate. */
  onBehalfOf?: string;
}

export interface DraftContent {
  answers: Record<string, unknown>;
  form: Record<string, unknown>;
}

/** Drafts (暂存): made, saved as often as one likes, thrown away. */
@Injectable()
export class DraftCommands {
  constructor(
    private readonly path: CommandPath,
    private readonly writer: CaseWriter,
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly answers: CaseAnswersStore,
    private readonly prefilling: Prefilling,
    private readonly eligibility: Eligibility,
    private readonly parties: PartyAccess,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /** @throws DomainError as `compile`, `PartyAccess.applicantFor` and `Eligibility.require` */
  async create(request: CommandRequest, draft: NewDraft): Promise<CommandOutcome> {
    const applicant = await this.parties.applicantFor(request.actor, draft.onBehalfOf, draft.oneThing);
    const idempotency = idempotencyOf(request, draft);
    const recorded = await this.repository.findRecorded(idempotency.actorId, idempotency.key);
    if (recorded) return replay(recorded, idempotency);
    const { version, oneThing } = await this.definitions.getPublished(draft.oneThing);
    await this.eligibility.require(applicant.personId, oneThing, draft.division);
    const plan = await this.definitions.getPlan(draft.oneThing, version, draft.answers);
    const now = this.clock.now();
    const caseId = newId(now);
    const sealed = this.answers.seal(caseId, DRAFT_REVISION, { q: plan.answers, form: {} });
    const by = { ...applyingFor(request.actor, { applicantPersonId: applicant.personId }), cause: request.key, now, calendar: this.calendar };
    const write = newBundle({ caseId, region: this.settings.region, scope: { oneThing: draft.oneThing, oneThingVersion: version, division: draft.division }, applicant }, by);
    const outcome = await this.writer.write({ ...write, idempotency, answers: sealed });
    // The key was used at this very moment by another request: that one's answer counts.
    if (outcome === 'conflict') return replay((await this.repository.findRecorded(idempotency.actorId, idempotency.key))!, idempotency);
    return { caseId, itemId: null, version: 1, state: 'draft', step: null };
  }

  /**
   * Saves what there is; it may be incomplete, but what is there must be right.
   * @throws DomainError `CASES.FORM_INVALID` naming the fields
   */
  save(request: CommandRequest, caseId: string, content: DraftContent): Promise<CommandOutcome> {
    return this.change(request, caseId, { type: 'saveDraft', content }, async (draft) => {
      const plan = await this.planOf(draft, content.answers);
      const prefilled = await this.prefilling.of(draft, plan);
      const answers: CaseAnswers = { q: plan.answers, form: content.form };
      requireRight(checkForm(plan, content.form, { q: plan.answers, prefilled, today: civilDate(this.clock.now()), complete: false }));
      const sealed = this.answers.seal(caseId, DRAFT_REVISION, answers);
      return { command: { type: 'saveDraft' as const, answersDigest: sealed.digest }, answers: sealed };
    });
  }

  discard(request: CommandRequest, caseId: string): Promise<CommandOutcome> {
    return this.change(request, caseId, { type: 'discard' }, () => Promise.resolve({ command: { type: 'discard' as const } }));
  }

  private async change(
    request: CommandRequest, caseId: string, body: unknown,
    prepare: (draft: BundleRecord) => Promise<{ command: Parameters<typeof decideBundle>[2]; answers?: ReturnType<CaseAnswersStore['seal']> }>,
  ): Promise<CommandOutcome> {
    const idempotency = idempotencyOf(request, { caseId, body });
    const outcome = await this.path.run({
      read: () => this.repository.findBundle(caseId, idempotency),
      expectedVersion: request.version,
      request: idempotency,
      requireStanding: (draft) => this.parties.requireStanding(request.actor, matterOf(draft)),
      authorise: (draft) => this.parties.authorise(request.actor, 'case.draft', matterOf(draft)),
      decide: async (draft) => {
        const now = this.clock.now();
        requireDraft(draft);
        const { command, answers } = await prepare(draft);
        const context: CommandContext = { ...applyingFor(request.actor, draft), cause: request.key, now, calendar: this.calendar };
        return { kind: 'bundle', state: draft.state, decision: decideBundle(this.definitions.bundleMachine, draft.state, command, context), now, idempotency, answers };
      },
    });
    return outcome!;
  }

  private planOf({ state: { scope } }: BundleRecord, answers: Record<string, unknown>): Promise<BundlePlan> {
    return this.definitions.getPlan(scope.oneThing, scope.oneThingVersion, answers);
  }
}

export function requireDraft({ stateName: name, state }: BundleRecord): void {
  if (name === 'draft') return;
  throw new DomainError('refused', 'CASES.NOT_A_DRAFT', 'This case was submitted already. Its form changes only by an answer to a request for corrections.', {
    current: { state: name, version: state.version },
  });
}

/** @throws DomainError `CASES.FORM_INVALID` */
export function requireRight(problems: FieldProblem[]): void {
  if (problems.length === 0) return;
  throw new DomainError('invalid', 'CASES.FORM_INVALID', 'Some fields or materials are missing or not right.', { fields: problems });
}

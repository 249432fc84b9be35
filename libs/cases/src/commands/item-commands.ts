import { Inject, Injectable } from '@nestjs/common';
import { LIGHT_THRESHOLDS, type LightThresholds } from '@onething/deadlines';
import { type Action, authorise } from '@onething/identity';
import { type Actor, CLOCK, type Clock, civilDate, DomainError, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import type { ConditionAnswers, Process, ProcessStep } from '@onething/workflow';
import { CaseData } from '../case-data';
import { CaseDefinitions } from '../case-definitions';
import { dataErased } from '../domain/bundle-decision';
import type { CommandContext, ItemContext } from '../domain/command-context';
import type { ItemCommand } from '../domain/item-command';
import { decideItem, type ItemDefinition, requireNamed } from '../domain/item-decision';
import { withoutOwnHandling } from '../domain/peer-item';
import { resourceOf } from '../item-resource';
import type { CommandOutcome, ItemWrite } from '../persistence/case-write';
import { CaseNotes } from '../persistence/case-notes';
import { actingFor, PartyAccess } from '../party-access';
import { CaseRepository, type ItemRecord, matterOfItem } from '../persistence/case.repository';
import { CaseResults } from '../persistence/case-results';
import { ClaimGuard } from '../queues/claim-guard';
import { QueuePlaces } from '../queues/queue-places';
import { CommandPath } from './command-path';
import { type CommandRequest, idempotencyOf } from './command-request';
import { CompetentAuthorities } from './competent-authorities';
import { CorrectionAnswers } from './correction-answers';
import { LaterMaterials } from './later-materials';
import { checkDays } from './planned-days';
import { UpperAuthorities } from './upper-authorities';
import { ResultMaking } from './result-making';

export interface ItemRef {
  caseId: string;
  itemId: string;
}

/** What a person asks of an item case; what the platform itself asks (`release`, `abort`) comes from the worker. */
export type ItemRequest =
  | Exclude<ItemCommand, { type: 'issueResult' | 'answerCorrection' | 'resubmit' | 'forwardUp' | PlatformCommand['type'] }>
  | { type: 'issueResult'; step: string; outcome: string; face: Record<string, unknown> }
  | { type: 'answerCorrection'; form: Record<string, unknown> }
  | { type: 'resubmit'; form: Record<string, unknown> }
  | { type: 'forwardUp'; reason: string };

/** What comes from the platform itself: from the bundle, or from a timer. */
export type PlatformCommand = Extract<ItemCommand, { type: 'release' | 'abort' | 'acceptSilently' | 'expire' | 'warn' | 'passDeadline' | 'recompute' }>;

/** Which entry of the authorisation table each command falls under. */
export const ITEM_ACTIONS = {
  returnForRework: 'item.returnForRework', resubmit: 'case.answerCorrection', receive: 'item.receive', askCorrection: 'item.askCorrection',
  askCorrectionAgain: 'item.askCorrectionAgain', answerCorrection: 'case.answerCorrection', accept: 'item.accept', notAccept: 'item.accept',
  completeStep: 'item.step', decide: 'item.decide', issueResult: 'item.issueResult', startProcedure: 'item.pause', endProcedure: 'item.pause',
  proposeExtension: 'item.proposeExtension', approveExtension: 'item.approveExtension', rejectExtension: 'item.approveExtension',
  supplyLater: 'case.answerCorrection', checkPromise: 'item.checkPromise', withdrawGrant: 'item.withdrawGrant', forwardUp: 'item.forwardUp', withdraw: 'case.withdraw',
  end: 'item.end', reopen: 'item.reopen',
} as const satisfies Record<ItemRequest['type'], Action>;

@Injectable()
export class ItemCommands {
  constructor(
    private readonly path: CommandPath,
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly data: CaseData,
    private readonly results: CaseResults,
    private readonly notes: CaseNotes,
    private readonly resultMaking: ResultMaking,
    private readonly correctionAnswers: CorrectionAnswers,
    private readonly laterMaterials: LaterMaterials,
    private readonly authorities: UpperAuthorities,
    private readonly competentAuthorities: CompetentAuthorities,
    private readonly places: QueuePlaces,
    private readonly claims: ClaimGuard,
    private readonly parties: PartyAccess,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    @Inject(LIGHT_THRESHOLDS) private readonly thresholds: LightThresholds,
  ) {}

  /** @throws DomainError as `CommandPath.run`, `decideItem` and `authorise` */
  async execute(request: CommandRequest, ref: ItemRef, asked: ItemRequest): Promise<CommandOutcome> {
    const idempotency = idempotencyOf(request, { ...ref, asked });
    const outcome = await this.path.run({
      read: () => this.repository.findItem(ref.caseId, ref.itemId, idempotency),
      expectedVersion: request.version,
      request: idempotency,
      requireStanding: (item) => this.parties.requireStanding(request.actor, matterOfItem(item)),
      authorise: (item) => this.authorise(request.actor, ITEM_ACTIONS[asked.type], item),
      decide: async (item) => {
        if (asked.type === 'reopen' && item.dataErased) throw dataErased();
        const definition = await this.definitionOf(item);
        requireStepRole(request.actor, definition, item, asked);
        await this.claims.requireFree(request.actor, item, stepOf(definition.process, asked));
        const context = this.context(actingFor(request.actor, item), request.key);
        return { ...(await this.writeOf(item, definition, asked, context)), idempotency };
      },
    });
    return outcome!;
  }

  /** Performs what the bundle left for one of its items. A refusal is an answer too: the command has had its turn. */
  async perform(pendingId: string, ref: ItemRef, command: PlatformCommand | { type: 'withdraw' }): Promise<void> {
    await this.path.run({
      read: () => this.repository.findItem(ref.caseId, ref.itemId, { performs: pendingId }),
      performs: pendingId,
      authorise: () => undefined,
      decide: async (item) => {
        const definition = await this.definitionOf(item);
        return { ...(await this.decided(item, definition, command, this.context({ ...PLATFORM, onBehalfOf: null }, pendingId))), performs: pendingId };
      },
    });
  }

  /** Somebody else's case does not exist for a resident; staff of another office are told that it is not theirs. */
  private async authorise(actor: Actor, action: Action, item: ItemRecord): Promise<void> {
    if (actor.kind === 'resident') return this.parties.authorise(actor, action, matterOfItem(item));
    authorise(actor, action, resourceOf(item));
  }

  private async writeOf(item: ItemRecord, definition: ItemDefinition, asked: ItemRequest, context: ItemContext): Promise<ItemWrite> {
    if (PREPARED.has(asked.type)) requireNamed(definition, item.state, asked);
    if (asked.type === 'issueResult') {
      const result = await this.resultMaking.make(item, asked.face);
      const write = await this.decided(item, definition, { type: 'issueResult', step: asked.step, outcome: asked.outcome, result }, context);
      return { ...write, face: this.results.sealFace(item.state.caseId, item.state.itemId, result.face), issuedOn: civilDate(context.now) };
    }
    if (asked.type === 'answerCorrection' || asked.type === 'resubmit') {
      const answers = await this.correctionAnswers.seal(item, asked.form);
      return { ...(await this.decided(item, definition, { type: asked.type, answersDigest: answers.digest }, context)), answers };
    }
    if (asked.type === 'forwardUp') {
      return this.decided(item, definition, { type: 'forwardUp', reason: asked.reason, to: await this.upperAuthority(item) }, context);
    }
    if (asked.type === 'accept' || asked.type === 'startProcedure' || asked.type === 'checkPromise') checkDays(asked, civilDate(context.now));
    if (asked.type === 'accept' && asked.later) await this.laterMaterials.requireOfItem(item, asked.later.materials);
    if (asked.type === 'notAccept' && asked.competent !== undefined) {
      return this.decided(item, definition, { ...asked, competent: await this.competentAuthorities.nameOf(item, asked.competent) }, context);
    }
    if (asked.type === 'decide') {
      const write = await this.decided(item, definition, asked, context);
      if (grants(definition, asked)) await this.resultMaking.requirePrintable(item);
      return write;
    }
    if ('points' in asked) return this.decided(item, definition, { ...asked, found: await this.correctionAnswers.requireOfItem(item, asked.points) }, context);
    if (asked.type === 'supplyLater') await this.laterMaterials.requireSupplied(item);
    return this.decided(item, definition, asked, context);
  }

  private async decided(item: ItemRecord, definition: ItemDefinition, command: ItemCommand, context: ItemContext): Promise<ItemWrite> {
    if (item.handledBy !== 'local') requirePeersWay(item, command);
    const answers = await this.conditionAnswers(item, definition, command);
    const decided = decideItem(definition, item.state, command, answers, context);
    const decision = item.handledBy === 'local' ? decided : withoutOwnHandling(decided);
    return {
      kind: 'item', state: item.state, decision, now: context.now, note: this.notes.seal(item.state, decision.note),
      applicantPersonId: item.applicantPersonId, queue: item.handledBy === 'local' ? this.places.of(definition.process, decision.next, context.now) : undefined,
    };
  }

  /** Answers are decrypted only where a condition of the process looks at them. */
  private async conditionAnswers({ state }: ItemRecord, { process }: ItemDefinition, command: ItemCommand): Promise<ConditionAnswers> {
    const looked = 'step' in command && process.steps.some((step) => step.code === command.step && step.outcomes.some((outcome) => outcome.when));
    return looked ? this.data.get(state.caseId, state.scope) : { q: {}, form: {} };
  }

  /** The same department's office in the next larger division. @throws DomainError `CASES.NO_UPPER_AUTHORITY` */
  private async upperAuthority({ state: { scope } }: ItemRecord): Promise<{ division: string; authorityUscc: string }> {
    const upper = await this.authorities.findAbove(scope.department, scope.division);
    if (upper) return { division: upper.division, authorityUscc: upper.uscc };
    throw new DomainError('refused', 'CASES.NO_UPPER_AUTHORITY', 'No office of this department stands above this one here. Decide the item instead.');
  }

  private definitionOf({ state: { scope, authorityUscc } }: ItemRecord): Promise<ItemDefinition> {
    return this.definitions.getItem({ oneThing: scope.oneThing, oneThingVersion: scope.oneThingVersion, item: scope.item, authorityUscc, handledBy: scope.handledBy });
  }

  private context(by: Pick<CommandContext, 'actorKind' | 'actorId' | 'personId' | 'onBehalfOf'>, cause: string): ItemContext {
    return { ...by, cause, now: this.clock.now(), calendar: this.calendar, thresholds: this.thresholds };
  }
}

/** Commands for which something is looked up or checked before they are decided. */
const PREPARED = new Set<ItemRequest['type']>([
  'issueResult', 'answerCorrection', 'resubmit', 'forwardUp', 'accept', 'startProcedure', 'supplyLater', 'returnForRework', 'askCorrection', 'askCorrectionAgain', 'notAccept',
]);

/** The platform itself, when it carries out what a case left for another part of it. */
export const PLATFORM = { actorKind: 'timer', actorId: 'worker' } as const;

const stepOf = (process: Process, asked: ItemRequest): ProcessStep | undefined =>
  ('step' in asked ? process.steps.find((one) => one.code === asked.step) : undefined);

/** Another region decides it: here it is released, aborted while it waits, and corrected by its applicant. Everything else comes with that region's news. */
function requirePeersWay({ stateName }: ItemRecord, { type }: ItemCommand): void {
  if (type === 'release' || type === 'abort' || type === 'recompute' || type === 'answerCorrection' || type === 'resubmit' || (type === 'withdraw' && stateName === 'waiting')) return;
  throw new DomainError('refused', 'CASES.HANDLED_BY_PEER', 'Another province handles this item. Withdraw the whole application, and that province is asked to end it; everything else is decided there.');
}

/** Which role a step needs is said by its process. */
function requireStepRole(actor: Actor, { process }: ItemDefinition, { state: { scope } }: ItemRecord, asked: ItemRequest): void {
  const step = stepOf(process, asked);
  const holds = actor.posts.some((post) =>
    post.role === step?.role && post.departmentCode === scope.department && post.divisionCode === scope.division);
  if (step && !holds) {
    throw new DomainError('forbidden', 'CASES.STEP_OF_ANOTHER_ROLE', `The step "${step.code}" belongs to the ${step.role}. Leave it to a colleague with that role.`);
  }
}

function grants({ process }: ItemDefinition, { step, outcome }: { step: string; outcome: string }): boolean {
  return process.steps.find(({ code }) => code === step)?.outcomes.find(({ code }) => code === outcome)?.decides === 'grant';
}

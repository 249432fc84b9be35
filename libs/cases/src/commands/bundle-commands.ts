import { Inject, Injectable } from '@nestjs/common';
import { authorise } from '@onething/identity';
import { CLOCK, type Clock, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import { CaseDefinitions } from '../case-definitions';
import { type BundleCommand, decideBundle } from '../domain/bundle-decision';
import type { CommandContext } from '../domain/command-context';
import { leadResourceOf } from '../item-resource';
import { CaseNotes } from '../persistence/case-notes';
import type { BundleWrite, CommandOutcome } from '../persistence/case-write';
import { actingFor, PartyAccess } from '../party-access';
import { type BundleRecord, CaseRepository, matterOf } from '../persistence/case.repository';
import { Collectors } from './collectors';
import { CommandPath, notFound } from './command-path';
import { type CommandRequest, idempotencyOf } from './command-request';
import { PLATFORM } from './item-commands';

/** What comes from the platform itself. */
export type PlatformBundleCommand = Extract<BundleCommand, { type: 'itemEnded' | 'itemReopened' | 'grantWithdrawn' | 'warnDraft' | 'expireDraft' | 'passDelivery' | 'recomputeDays' | 'eraseData' }>;

export type BundleRequest =
  | Extract<BundleCommand, { type: 'requestWithdrawal' }>
  /** `collectorNumber` of who stands at the window, the applicant or an agent; with `collected` alone, and always. */
  | (Omit<Extract<BundleCommand, { type: 'deliver' }>, 'collector'> & { collectorNumber?: string });

/** What people ask of a submitted one-thing as a whole, and what its items tell it. */
@Injectable()
export class BundleCommands {
  constructor(
    private readonly path: CommandPath,
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly notes: CaseNotes,
    private readonly parties: PartyAccess,
    private readonly collectors: Collectors,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /** Withdrawal is the party's; delivery (统一出件) that of the lead department's window. */
  async execute(request: CommandRequest, caseId: string, given: BundleRequest): Promise<CommandOutcome> {
    const { asked, collector } = await this.withoutNumber(given);
    const idempotency = idempotencyOf(request, { caseId, asked, ...(collector === undefined ? {} : { collector }) });
    const outcome = await this.path.run({
      read: () => this.repository.findBundle(caseId, idempotency),
      expectedVersion: request.version,
      request: idempotency,
      requireStanding: (bundle) => this.parties.requireStanding(request.actor, matterOf(bundle)),
      authorise: (bundle) => (asked.type === 'deliver' ? this.authoriseLead(request, bundle) : this.parties.authorise(request.actor, 'case.withdraw', matterOf(bundle))),
      decide: async (bundle) => {
        const command = asked.type === 'deliver' ? { ...asked, ...(await this.collectors.collectorOf(bundle, asked.how, collector)) } : asked;
        return { ...this.decided(bundle, command, { ...actingFor(request.actor, bundle), cause: request.key }), idempotency };
      },
    });
    return outcome!;
  }

  /** What items tell their bundle, and what its timers bring about: under its own version, on what stands there now. */
  async perform(pendingId: string, caseId: string, command: PlatformBundleCommand): Promise<void> {
    await this.path.run({
      read: () => this.repository.findBundle(caseId, { performs: pendingId }),
      performs: pendingId,
      authorise: () => undefined,
      decide: (bundle) => ({ ...this.decided(bundle, command, { ...PLATFORM, onBehalfOf: null, cause: pendingId }), performs: pendingId }),
    });
  }

  /** A number is nowhere kept with the request, not even as a digest that could be tried out. @returns `collector` null: nobody has that number */
  private async withoutNumber(given: BundleRequest): Promise<{ asked: Extract<BundleCommand, { type: BundleRequest['type'] }>; collector?: string | null }> {
    if (given.type !== 'deliver' || given.collectorNumber === undefined) return { asked: given };
    const { collectorNumber, ...asked } = given;
    return { asked, collector: await this.collectors.find(collectorNumber) };
  }

  private decided(bundle: BundleRecord, command: BundleCommand, by: Pick<CommandContext, 'actorKind' | 'actorId' | 'onBehalfOf' | 'cause'>): BundleWrite {
    const now = this.clock.now();
    const decision = decideBundle(this.definitions.bundleMachine, bundle.state, command, { ...by, now, calendar: this.calendar });
    const note = this.notes.seal({ caseId: bundle.state.caseId, itemId: null }, decision.note);
    return { kind: 'bundle', state: bundle.state, decision, now, note };
  }

  /** To offices a case exists from its submission on. */
  private async authoriseLead({ actor }: CommandRequest, bundle: BundleRecord): Promise<void> {
    const { scope, shape } = bundle.state;
    if (actor.kind === 'resident' || shape === null) throw notFound();
    const { oneThing } = await this.definitions.getPublished(scope.oneThing, scope.oneThingVersion);
    authorise(actor, 'item.deliver', leadResourceOf(bundle, oneThing.leadDepartment));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '@onething/audit';
import { isAllowed } from '@onething/identity';
import { type Actor, CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { CaseDefinitions } from '../case-definitions';
import { notFound } from '../commands/command-path';
import { type ChosenWay, type DeliveryChoice, isSameChoice, requireFitting, waysFor } from '../domain/delivery-choice';
import { leadResourceOf } from '../item-resource';
import { PartyAccess } from '../party-access';
import { CaseAnswersStore } from '../persistence/case-answers';
import { type BundleRecord, CaseRepository, matterOf } from '../persistence/case.repository';
import { DeliveryChoiceRepository, type HeldCase, type StoredChoice } from './delivery-choice.repository';

/** What was chosen, and what can be. */
export interface DeliveryChoiceView {
  /** 0: nothing was chosen yet. */
  version: number;
  choice: DeliveryChoice | null;
  /** The ways that are open for this case; none when it gives no results. */
  ways: ChosenWay[];
  /** It may be changed, by the asker, now. */
  changeable: boolean;
}

/**
 * How the applicant wants the results (送达方式). Chosen any time before they are handed over, by the applicant, by an agent who may
 * collect them, or at the counter; read by the window of the lead department, which hands them over. No command of the case: its
 * version stays.
 */
@Injectable()
export class DeliveryChoices {
  constructor(
    private readonly database: Database,
    private readonly repository: DeliveryChoiceRepository,
    private readonly cases: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly answers: CaseAnswersStore,
    private readonly parties: PartyAccess,
    private readonly access: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * To a window it is shown while it has something to hand over, and recorded for the person whose address it is.
   * @throws DomainError `CASES.NOT_FOUND`, `CASES.DRAFT_GONE`
   */
  async get(actor: Actor, caseId: string): Promise<DeliveryChoiceView> {
    const bundle = await this.cases.findBundle(caseId);
    if (!bundle) throw notFound();
    const resource = await this.parties.resourceOf(actor, matterOf(bundle));
    const isParty = isAllowed(actor, 'case.read', resource);
    if (!isParty) await this.openForWindow(actor, bundle);
    const [ways, stored] = await Promise.all([this.waysOf(bundle), this.repository.find(caseId)]);
    return view(stored, ways, isParty && isAllowed(actor, 'case.chooseDelivery', resource) && ways.length > 0 && isOpen(standing(bundle)));
  }

  /**
   * @param version as it was seen, 0 for the first choice; what stands there already is not chosen again
   * @throws DomainError `CASES.NOT_FOUND`; `IDENTITY.FORBIDDEN`; `CASES.MAY_NOT_COLLECT` to an agent who may not have results sent to an
   *   address; `CASES.DELIVERY_OVER`; `CASES.VERSION_CONFLICT`; as `requireFitting`
   */
  async choose(actor: Actor, caseId: string, version: number, wanted: DeliveryChoice): Promise<DeliveryChoiceView> {
    const bundle = await this.cases.findBundle(caseId);
    if (!bundle) throw notFound();
    await this.parties.authorise(actor, 'case.chooseDelivery', matterOf(bundle));
    const ways = await this.waysOf(bundle);
    requireFitting(wanted, ways);
    if (wanted.way === 'posted') await this.requireMayCollect(actor, bundle);
    return this.database.transaction(async (tx) => {
      const held = await this.repository.hold(tx, caseId);
      if (!held || !isOpen(held)) throw over(held?.state ?? bundle.stateName, version);
      const stored = await this.repository.find(caseId, tx);
      if (stored && isSameChoice(stored, wanted)) return view(stored, ways, true);
      if ((stored?.version ?? 0) !== version) throw conflict(held.state, stored?.version ?? 0);
      const next = { ...wanted, version: version + 1 };
      await this.repository.save(tx, caseId, next, { accountId: actor.accountId, at: this.clock.now() });
      if (actor.personId !== bundle.applicantPersonId) {
        await this.access.record(actor, { act: 'delivery.chosen', subjectPersonId: bundle.applicantPersonId, object: { kind: 'case', id: caseId }, detail: { way: wanted.way } }, undefined, tx);
      }
      return view(next, ways, true);
    });
  }

  private async openForWindow(actor: Actor, bundle: BundleRecord): Promise<void> {
    const { caseId, scope, shape } = bundle.state;
    if (actor.kind !== 'staff' || shape === null) throw notFound();
    const { oneThing } = await this.definitions.getPublished(scope.oneThing, scope.oneThingVersion);
    const mayDeliver = isAllowed(actor, 'item.deliver', leadResourceOf(bundle, oneThing.leadDepartment));
    if (!mayDeliver || !standing(bundle).toDeliver) throw notFound();
    await this.access.opens(actor, {
      act: 'delivery.opened', subjectPersonId: bundle.applicantPersonId, object: { kind: 'case', id: caseId },
      office: { departmentCode: oneThing.leadDepartment, divisionCode: scope.division },
    });
  }

  private async waysOf({ state: { caseId, scope } }: BundleRecord): Promise<ChosenWay[]> {
    const [{ catalogue }, { q }] = await Promise.all([this.definitions.getPublished(scope.oneThing, scope.oneThingVersion), this.answers.getLatest(caseId)]);
    const plan = await this.definitions.getPlan(scope.oneThing, scope.oneThingVersion, q);
    return waysFor(catalogue, plan.items.map(({ code }) => code));
  }

  /** Who has results sent to an address collects them (代领): a mandate must say so. At the counter the applicant is there. */
  private async requireMayCollect(actor: Actor, bundle: BundleRecord): Promise<void> {
    if (actor.kind === 'staff' || actor.personId === bundle.applicantPersonId) return;
    if ((await this.parties.actsOf(actor.personId, matterOf(bundle))).includes('collect')) return;
    throw new DomainError('forbidden', 'CASES.MAY_NOT_COLLECT',
      'To have results sent to an address, an agent needs a mandate to collect them (代领). Choose another way, or ask the applicant to choose.');
  }
}

const standing = ({ stateName: state, state: { clock } }: BundleRecord): HeldCase => (
  { state, toDeliver: clock.deliverBy !== undefined, dataErased: clock.dataErasedOn !== undefined });

/** Until everything is handed over: a completed case without a result left has nothing to deliver. */
function isOpen({ state, toDeliver, dataErased }: HeldCase): boolean {
  return !dataErased && (state === 'draft' || state === 'handling' || (state === 'completed' && toDeliver));
}

function view(stored: StoredChoice | undefined, ways: ChosenWay[], changeable: boolean): DeliveryChoiceView {
  if (!stored) return { version: 0, choice: null, ways, changeable };
  const { version, ...choice } = stored;
  return { version, choice, ways, changeable };
}

const over = (state: string, version: number) => new DomainError('refused', 'CASES.DELIVERY_OVER',
  'The results were handed over, or there are none. Nothing can be chosen any more.', { current: { state, version } });

const conflict = (state: string, version: number) => new DomainError('conflict', 'CASES.VERSION_CONFLICT',
  'Somebody else has chosen in the meantime. Look again, then decide.', { current: { state, version } });

import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { type BundlePlan, compile } from '@onething/catalogue';
import { LIGHT_THRESHOLDS, type LightThresholds } from '@onething/deadlines';
import { CLOCK, type Clock, civilDate, newId, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import type { Statement, Transaction } from '@onething/persistence';
import { sm3 } from '@onething/crypto';
import { CaseDefinitions } from '../case-definitions';
import { type CaseShape, decideBundle } from '../domain/bundle-decision';
import type { ItemContext } from '../domain/command-context';
import type { ChainedEvent } from '../domain/event';
import { checkForm } from '../domain/form-check';
import { type FormValues, settleForm } from '../domain/form-values';
import { decideItem } from '../domain/item-decision';
import type { ItemCommand } from '../domain/item-command';
import { readableNote } from '../domain/note-audience';
import { CaseAnswersStore, DRAFT_REVISION } from '../persistence/case-answers';
import { CaseNotes, noteKey } from '../persistence/case-notes';
import type { CaseWrite } from '../persistence/case-write';
import { CaseWriter } from '../persistence/case-writer';
import { CaseRepository, type ItemRecord } from '../persistence/case.repository';
import { QueuePlaces } from '../queues/queue-places';
import { CaseNumbers } from '../reading/case-numbers';
import { CorrectionAnswers } from './correction-answers';
import { requireRight } from './draft-commands';
import { ItemOpening } from './item-opening';
import type { ItemRef } from './item-commands';
import { newBundle } from './new-bundle';

/** A message of the region that has taken an application in; its id is the cause of what follows here. */
export interface PeerMessage {
  from: string;
  message: string;
}

export interface ReceivedApplication extends PeerMessage {
  /** Of one item. */
  oneThing: string;
  division: string;
  applicant: { personId: string; accountId: string | null };
  form: FormValues;
  /** Its papers come by post: nothing runs before they are here and complete (`papersComplete`). */
  waitsForPapers: boolean;
}

const LOCK_BUNDLE: Statement = { name: 'cases.lock-received-bundle', text: 'SELECT id FROM bundle_case WHERE id = $1 FOR UPDATE' };
const LOCK_ITEM: Statement = { name: 'cases.lock-received-item', text: 'SELECT item_id FROM item_case WHERE case_id = $1 AND item_id = $2 FOR UPDATE' };

/**
 * Applications that another region has taken in and this one decides (跨省通办). From their opening on they are item cases like all others; what the
 * other region tells is applied in the transaction in which its message is recorded.
 */
@Injectable()
export class ReceivedCases {
  constructor(
    private readonly writer: CaseWriter,
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly opening: ItemOpening,
    private readonly answers: CaseAnswersStore,
    private readonly corrections: CorrectionAnswers,
    private readonly notes: CaseNotes,
    private readonly numbers: CaseNumbers,
    private readonly places: QueuePlaces,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    @Inject(LIGHT_THRESHOLDS) private readonly thresholds: LightThresholds,
  ) {}

  /**
   * Opens the case and submits it. Papers are no matter of this: the window has looked at them by the list of this region.
   * @throws DomainError `CASES.FORM_INVALID` naming the fields, `CATALOGUE.ONE_THING_NOT_FOUND`, `CATALOGUE.AUTHORITY_NOT_FOUND`
   */
  async open(tx: Transaction, application: ReceivedApplication): Promise<ItemRef> {
    const { oneThing: code, division, applicant, form } = application;
    const { version, catalogue, oneThing } = await this.definitions.getPublished(code);
    const plan = compile(catalogue, oneThing, {});
    this.requireComplete(plan, form);
    const context = this.context(application, applicant.personId);
    const caseId = newId(context.now);
    const begun = newBundle({ caseId, region: this.settings.region, scope: { oneThing: code, oneThingVersion: version, division }, applicant }, context);
    const idempotency = { actorId: application.from, key: application.message, requestDigest: sm3(application.message) };
    await this.write(tx, { ...begun, idempotency, answers: this.answers.seal(caseId, DRAFT_REVISION, { q: plan.answers, form: {} }) });
    const { state } = (await this.repository.findBundle(caseId, {}, tx))!;
    const items = await this.opening.itemsOf(state, plan, context, { waitsForPapers: application.waitsForPapers });
    const settled = settleForm(plan, form, { q: {} });
    const answers = this.answers.seal(caseId, DRAFT_REVISION + 1, { q: plan.answers, form: settled });
    const shape: CaseShape = plan.items.map((item, index) => ({ code: item.code, dependsOn: item.dependsOn, itemId: items[index]!.itemId, department: item.department }));
    const decision = decideBundle(this.definitions.bundleMachine, state, { type: 'submit', shape, answersDigest: answers.digest, days: plan.criticalPathDays }, context);
    const parties = await this.opening.partiesOf(applicant.personId, plan, settled, context.now);
    await this.write(tx, { kind: 'bundle', state, decision, now: context.now, items, answers, parties });
    return { caseId, itemId: items[0]!.itemId };
  }

  /**
   * That an application could be opened with this form, before it goes to the region that decides it.
   * @throws DomainError `CASES.FORM_INVALID` naming the fields, `CATALOGUE.ONE_THING_NOT_FOUND`
   */
  async requireForm(code: string, form: FormValues): Promise<void> {
    const { catalogue, oneThing } = await this.definitions.getPublished(code);
    this.requireComplete(compile(catalogue, oneThing, {}), form);
  }

  private requireComplete(plan: BundlePlan, form: FormValues): void {
    requireRight(checkForm(plan, form, { q: {}, prefilled: {}, today: civilDate(this.clock.now()), complete: true }));
  }

  /** The papers are here and complete: the five working days for acceptance (行政许可法 art. 32) begin. Told again it changes nothing. */
  async papersComplete(tx: Transaction, ref: ItemRef, by: Pick<ItemContext, 'actorKind' | 'actorId' | 'personId' | 'onBehalfOf' | 'cause'>): Promise<void> {
    const item = await this.lockItem(tx, ref);
    if (item.stateName !== 'waiting') return;
    await this.command(tx, item, { type: 'release', results: [], papers: true }, { ...by, ...this.surroundings() });
  }

  /** What the applicant has corrected, as the window of the other region passes it on. @throws DomainError `CASES.COMMAND_NOT_POSSIBLE`; as `CorrectionAnswers.sealPassedOn` */
  async answerCorrection(tx: Transaction, ref: ItemRef, form: FormValues, told: PeerMessage): Promise<void> {
    const item = await this.lockItem(tx, ref);
    const answers = await this.corrections.sealPassedOn(item, form, tx);
    const type = item.stateName === 'returned' ? 'resubmit' : 'answerCorrection';
    await this.command(tx, item, { type, answersDigest: answers.digest }, this.context(told, item.applicantPersonId), answers);
  }

  /** As an applicant does: the item ends unless it is decided already. @throws DomainError `CASES.COMMAND_NOT_POSSIBLE` */
  async withdraw(tx: Transaction, { caseId }: ItemRef, reason: string, told: PeerMessage): Promise<void> {
    await tx.query(LOCK_BUNDLE, [caseId]);
    const bundle = (await this.repository.findBundle(caseId, {}, tx))!;
    const context = this.context(told, bundle.applicantPersonId);
    const asked = { type: 'requestWithdrawal', ...(reason === '' ? {} : { reason }) } as const;
    const decision = decideBundle(this.definitions.bundleMachine, bundle.state, asked, context);
    await this.write(tx, { kind: 'bundle', state: bundle.state, decision, now: context.now, note: this.notes.seal({ caseId, itemId: null }, decision.note) });
  }

  /** What the other region is told of an event besides its payload: the text beside it that the party may read, and the number of the item. */
  async besideEvent({ caseId, itemId, seq, type }: ChainedEvent): Promise<{ note: unknown; caseNumber: string | null }> {
    const [notes, numbers] = await Promise.all([this.notes.findAll(caseId), this.numbers.find(caseId)]);
    const note = readableNote(type, notes.get(noteKey(itemId, seq)), 'party');
    return { note, caseNumber: itemId === null ? null : numbers.ofItem(itemId, 'case') };
  }

  private async command(tx: Transaction, item: ItemRecord, command: ItemCommand, context: ItemContext, answers?: ReturnType<CaseAnswersStore['seal']>): Promise<void> {
    const { state, applicantPersonId } = item;
    const { scope, authorityUscc } = state;
    const definition = await this.definitions.getItem({ oneThing: scope.oneThing, oneThingVersion: scope.oneThingVersion, item: scope.item, authorityUscc, handledBy: scope.handledBy });
    const decision = decideItem(definition, state, command, { q: {}, form: {} }, context);
    const queue = this.places.of(definition.process, decision.next, context.now);
    await this.write(tx, { kind: 'item', state, decision, now: context.now, applicantPersonId, queue, answers });
  }

  /** The row is locked: nobody else can have been first. */
  private async write(tx: Transaction, write: CaseWrite): Promise<void> {
    if ((await this.writer.writeWithin(tx, write)) !== 'written') throw new Error(`Case ${write.state.caseId} has changed although it is locked`);
  }

  private async lockItem(tx: Transaction, { caseId, itemId }: ItemRef): Promise<ItemRecord> {
    await tx.query(LOCK_ITEM, [caseId, itemId]);
    return (await this.repository.findItem(caseId, itemId, {}, tx))!;
  }

  private context({ from, message }: PeerMessage, applicantPersonId: string): ItemContext {
    return { actorKind: 'peer', actorId: from, onBehalfOf: applicantPersonId, cause: message, ...this.surroundings() };
  }

  private surroundings(): Pick<ItemContext, 'now' | 'calendar' | 'thresholds'> {
    return { now: this.clock.now(), calendar: this.calendar, thresholds: this.thresholds };
  }
}

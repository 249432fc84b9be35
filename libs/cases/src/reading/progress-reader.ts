import { Inject, Injectable } from '@nestjs/common';
import { compile, type OneThing, type Catalogue, type Subject } from '@onething/catalogue';
import { type Actor, CLOCK, type Clock, sameInBoth, type Text, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import { Consents } from '@onething/licences';
import { bundleStage } from '../domain/bundle-stage';
import { pointsOfNote } from '../domain/item-command';
import { PEER_PROCESS } from '../domain/peer-item';
import { MaterialRepository } from '../materials/material.repository';
import { CaseAnswersStore } from '../persistence/case-answers';
import type { ItemRecord } from '../persistence/case.repository';
import { CaseHistories, type CaseWhole } from './case-history';
import { type CaseInProgress, type ItemInProgress, type ItemProgress, type Progress, progressOf, type ProgressEntry } from './progress';
import { namesOf } from './progress-words';
import type { ItemProgressDto, ProgressDto, ProgressEntryDto } from './progress.dto';
import { QueryCodes } from './tracking-codes';

/** Tells how a case stands: what happened, who has it, until when and why, what the applicant must do. */
@Injectable()
export class ProgressReader {
  constructor(
    private readonly histories: CaseHistories,
    private readonly answers: CaseAnswersStore,
    private readonly materials: MaterialRepository,
    private readonly consents: Consents,
    private readonly codes: QueryCodes,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /** @throws DomainError `CASES.NOT_FOUND`, also for a case that the actor may not see */
  async get(actor: Actor, caseId: string): Promise<ProgressDto> {
    const whole = await this.histories.getWhole(actor, caseId);
    const progress = this.tell(whole, await this.consentsNeeded(whole));
    const code = (id: string) => (whole.asApplicant && whole.number ? { queryCode: this.codes.codeOf(id) } : {});
    return { ...wholeView(whole, progress), ...code(caseId), items: progress.items.map((item) => ({ ...itemView(whole, item), ...code(item.itemId) })) };
  }

  /**
   * The same for whoever has shown a query code: no name, no free text, and of the code of one item that item alone.
   * @param itemId null for the code of the whole
   */
  async getMasked(caseId: string, itemId: string | null): Promise<ProgressDto> {
    const whole = await this.histories.getWhole(undefined, caseId);
    const progress = this.tell(whole, []);
    const items = progress.items.filter((item) => itemId === null || item.itemId === itemId).map((item) => itemView(whole, item));
    const view = wholeView(whole, progress);
    return itemId === null ? { ...view, items } : { ...view, number: null, happened: [], todo: [], items };
  }

  private tell(whole: CaseWhole, consents: CaseInProgress['consents']): Progress {
    return progressOf(inProgress(whole, consents), { calendar: this.calendar, now: this.clock.now() });
  }

  /** Whose licence the draft could use, if the person agreed. */
  private async consentsNeeded({ caseId, bundle, published, asParty }: CaseWhole): Promise<CaseInProgress['consents']> {
    if (bundle.stateName !== 'draft' || !asParty) return [];
    const [{ q }, kept, asked] = await Promise.all([this.answers.getLatest(caseId), this.materials.list(caseId), this.consents.listForCase(caseId)]);
    const provided = new Set(kept.map(({ material }) => material));
    const lacking = compile(published.catalogue, published.oneThing, q).materials
      .flatMap(({ material, reason }) => (reason?.by === 'licence' && reason.holder !== 'applicant' && !provided.has(material) ? [reason.holder] : []));
    const stateOf = (subject: Subject) => asked.filter((consent) => consent.subject === subject).at(-1)?.state;
    return [...new Set(lacking)].filter((subject) => stateOf(subject) !== 'granted').map((subject) => ({ subject, asked: stateOf(subject) === 'asked' }));
  }
}

function inProgress(whole: CaseWhole, consents: CaseInProgress['consents']): CaseInProgress {
  const { bundle, records, events, published } = whole;
  const { ends, deliveries, clock, shape } = bundle.state;
  const open = new Set(whole.items.filter((item) => item.open).map((item) => item.itemId));
  return {
    stage: bundleStage(bundle.stateName, records.map((record) => ({ state: record.stateName }))),
    clock, events, consents,
    items: records.map((record) => itemInProgress(whole, record, shape?.find(({ itemId }) => itemId === record.state.itemId)?.dependsOn ?? [])),
    undelivered: Object.values(ends).flatMap(({ item, result }) => (result && !deliveries[item] ? [item] : [])),
    names: namesOf(published),
    deliveryPlace: deliveryPlace(published.catalogue, published.oneThing),
    pointsOf: (itemId, seq) => (open.has(itemId) ? pointsOfNote(whole.noteOf({ itemId, seq })) : undefined),
  };
}

function itemInProgress({ published }: CaseWhole, { state, stateName, step }: ItemRecord, waitsFor: readonly string[]): ItemInProgress {
  const { itemId, clock, authorityUscc, scope: { item, department, handledBy } } = state;
  const process = handledBy === undefined ? published.catalogue.items.get(item)!.process : PEER_PROCESS;
  return {
    itemId, item, state: stateName, step, clock, waitsFor,
    steps: process.steps.map(({ code }) => code),
    names: namesOf(published, { item, department, authorityUscc, handledBy }),
  };
}

/** The window of the lead department, as its items describe it. */
function deliveryPlace({ items, departments }: Catalogue, { leadDepartment }: OneThing): Text {
  return [...items.values()].find(({ department }) => department === leadDepartment)?.place ?? departments.get(leadDepartment)?.name ?? sameInBoth(leadDepartment);
}

function wholeView({ caseId, number, published }: CaseWhole, { items: _, happened, ...rest }: Progress): Omit<ProgressDto, 'items'> {
  return { caseId, number, oneThing: published.oneThing.name, ...rest, happened: happened.map(entryView) };
}

function itemView({ numbers }: CaseWhole, { happened, ...rest }: ItemProgress): ItemProgressDto {
  return {
    ...rest, happened: happened.map(entryView),
    receiptNumber: numbers.ofItem(rest.itemId, 'receipt'), caseNumber: numbers.ofItem(rest.itemId, 'case'),
  };
}

const entryView = ({ at, text }: ProgressEntry): ProgressEntryDto => ({ at: new Date(at).toISOString(), text });

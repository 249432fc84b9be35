import { Injectable } from '@nestjs/common';
import { AccessLog } from '@onething/audit';
import type { Catalogue } from '@onething/catalogue';
import type { Actor } from '@onething/kernel';
import { CaseDefinitions } from '../case-definitions';
import { notFound } from '../commands/command-path';
import { bundleStage } from '../domain/bundle-stage';
import { CORRECTION_REQUESTS, waitsForCorrection } from '../domain/corrections';
import type { ChainedEvent } from '../domain/event';
import { upcast } from '../domain/event-upcasters';
import { type ItemClock, openSuspension, specialProcedureOf } from '../domain/item-clock';
import { pointsOfNote } from '../domain/item-command';
import { nationalStateOf } from '../domain/national-codes';
import { mayReadNote, readableNote } from '../domain/note-audience';
import { EventFeed } from '../feed/event-feed';
import { CaseNotes, noteKey } from '../persistence/case-notes';
import { type BundleRecord, CaseRepository, type ItemRecord } from '../persistence/case.repository';
import type { CaseDto, CorrectionDto, ItemCaseDto, ItemClockDto, TimelineEntryDto } from './case.dto';
import { CaseAgents } from './case-agents';
import { CaseNumbers, type OfficialNumbers } from './case-numbers';
import { CaseVisibility, handles, noteReaderOf, supervises, type Viewer } from './case-visibility';
import { QueryCodes } from './tracking-codes';

/** Shows cases to those who may see them: their applicant and the applicant's agents, and the offices that handle an item of them. */
@Injectable()
export class CaseReader {
  constructor(
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly numbers: CaseNumbers,
    private readonly feed: EventFeed,
    private readonly notes: CaseNotes,
    private readonly codes: QueryCodes,
    private readonly visibility: CaseVisibility,
    private readonly agents: CaseAgents,
    private readonly access: AccessLog,
  ) {}

  /** @throws DomainError `CASES.NOT_FOUND`, also for a case that the actor may not see */
  async getCase(actor: Actor, caseId: string): Promise<CaseDto> {
    const { bundle, items, viewer } = await this.readVisible(actor, caseId);
    await this.access.opens(actor, {
      act: 'case.opened', subjectPersonId: bundle.applicantPersonId, concernedPersonIds: items.flatMap(({ concernedIds }) => concernedIds),
      object: { kind: 'case', id: caseId }, office: officeOf(actor, items),
    });
    const [numbers, published, agent] = await Promise.all([
      this.numbers.find(caseId), this.definitions.getPublished(bundle.state.scope.oneThing, bundle.state.scope.oneThingVersion), this.agents.agentOf(bundle),
    ]);
    // A query code opens the case without log-in, also after a mandate has ended: it is the applicant's alone, who may stand at the counter.
    const isTold = viewer === 'applicant' || await this.visibility.isAtCounter(actor, bundle);
    const code = (id: string) => (isTold && numbers.bundle ? { queryCode: this.codes.codeOf(id) } : {});
    return {
      id: caseId,
      number: numbers.bundle,
      ...code(caseId),
      oneThing: { code: published.oneThing.code, name: published.oneThing.name, version: published.version },
      division: bundle.state.scope.division,
      state: bundle.stateName,
      stage: bundleStage(bundle.stateName, items.map((item) => ({ state: item.stateName }))),
      version: bundle.state.version,
      promisedOn: bundle.promisedOn,
      provisional: bundle.state.clock.provisionalUnder !== undefined,
      calendarVersion: bundle.calendarVersion,
      createdAt: bundle.createdAt.toISOString(),
      submittedAt: bundle.submittedAt?.toISOString() ?? null,
      updatedAt: bundle.updatedAt.toISOString(),
      agent,
      items: items.map((item) => ({ ...viewOf(item, published.catalogue, numbers, bundle.state.deliveries[item.state.scope.item] !== undefined), ...code(item.state.itemId) })),
    };
  }

  /** What happened, in order. For whom the free texts are is said by `NOTE_AUDIENCE`; a supervisor sees the division's own cases, no drafts. */
  async getTimeline(actor: Actor, caseId: string): Promise<TimelineEntryDto[]> {
    const { items, viewer } = await this.readTimelineOf(actor, caseId);
    const readers = new Map(items.map((item) => [item.state.itemId, noteReaderOf(actor, viewer, item)]));
    // What concerns the whole was written by the party, for whoever handles a part of it.
    const readerOf = (itemId: string | null) => (itemId === null ? 'office' : readers.get(itemId)!);
    const [events, notes] = await Promise.all([this.feed.ofCase(caseId), this.notes.findAll(caseId)]);
    const agents = await this.agents.namesIn(events);
    const names = new Map(items.map((item) => [item.state.itemId, item.state.scope.item]));
    return events.map((event) => upcast(event)).map(({ itemId, seq, type, actorKind, actorId, occurredAt, payload }) => ({
      itemId, item: itemId && names.get(itemId)! || null, seq, type, actorKind, agent: (actorKind === 'agent' && agents.get(actorId)) || null, occurredAt: new Date(occurredAt).toISOString(),
      detail: detailOf(payload, type === 'reviewGiven' && !mayReadNote(type, readerOf(itemId)) ? ['outcome'] : []),
      note: readableNote(type, notes.get(noteKey(itemId, seq)), readerOf(itemId)) ?? null,
    }));
  }

  /** What must be corrected now, before acceptance or during the examination: for the applicant, and for each office what it asked. */
  async getOpenCorrections(actor: Actor, caseId: string): Promise<CorrectionDto[]> {
    const timeline = await this.getTimeline(actor, caseId);
    const { items, viewer } = await this.readVisible(actor, caseId);
    const asking = items.filter((item) => waitsForCorrection(item) && (viewer !== 'office' || handles(actor, item)));
    return asking.map(({ state: { itemId, clock: { correctBy } } }) => {
      const asked = timeline.findLast((entry) => entry.itemId === itemId && CORRECTION_REQUESTS.has(entry.type))!;
      // Of the clock: an official calendar may have moved the day that the request names.
      return { itemId, points: pointsOfNote(asked.note), until: correctBy ?? asked.detail['until'] as string };
    });
  }

  private async readTimelineOf(actor: Actor, caseId: string): Promise<{ items: ItemRecord[]; viewer: Viewer | 'supervisor' }> {
    const [bundle, items] = await Promise.all([this.repository.findBundle(caseId), this.repository.findItems(caseId)]);
    const viewer = bundle && ((await this.visibility.viewerOf(actor, bundle, items)) ?? (items.some((item) => supervises(actor, item)) ? 'supervisor' : undefined));
    if (!viewer) throw notFound();
    return { items, viewer };
  }

  private async readVisible(actor: Actor, caseId: string): Promise<{ bundle: BundleRecord; items: ItemRecord[]; viewer: Viewer }> {
    const [bundle, items] = await Promise.all([this.repository.findBundle(caseId), this.repository.findItems(caseId)]);
    const viewer = bundle && (await this.visibility.viewerOf(actor, bundle, items));
    if (!bundle || !viewer) throw notFound();
    return { bundle, items, viewer };
  }
}

/** @param hidden what somebody voted is an opinion too */
function detailOf(payload: ChainedEvent['payload'], hidden: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(payload).filter(([key]) => key !== 'scope' && !hidden.includes(key)));
}

function clockView({ dates, promise, correctBy, laterBy, laterMaterials, checkPromiseBy, rectifyBy, decidedOn, grantWithdrawnOn }: ItemClock): ItemClockDto {
  const { lightsVersion: _, ...shown } = dates ?? {};
  return { ...shown, suspendedSince: openSuspension(promise)?.from, correctBy, laterBy, laterMaterials, checkPromiseBy, rectifyBy, decidedOn, grantWithdrawnOn };
}

/** The office in which an official has to do with a case: of the first item that it handles. */
function officeOf(actor: Actor, items: ItemRecord[]): { departmentCode?: string; divisionCode?: string } {
  const handled = items.find((item) => handles(actor, item));
  return handled ? { departmentCode: handled.state.scope.department, divisionCode: handled.state.scope.division } : {};
}

function viewOf(record: ItemRecord, catalogue: Catalogue, numbers: OfficialNumbers, isDelivered: boolean): ItemCaseDto {
  const { state } = record;
  const item = catalogue.items.get(state.scope.item)!;
  return {
    id: state.itemId,
    item: item.code,
    name: item.name,
    department: state.scope.department,
    departmentName: catalogue.departments.get(state.scope.department)!.name,
    authorityUscc: record.state.authorityUscc,
    division: state.scope.division,
    handledBy: record.handledBy,
    state: record.stateName,
    step: record.step,
    stepName: item.process.steps.find((step) => step.code === record.step)?.name ?? null,
    stateCode: nationalStateOf(item.process, { state: record.stateName, step: record.step, decision: state.decision, isDelivered }),
    specialProcedure: specialProcedureOf(state.clock),
    receiptNumber: numbers.ofItem(state.itemId, 'receipt'),
    caseNumber: numbers.ofItem(state.itemId, 'case'),
    decision: state.decision,
    clock: clockView(state.clock),
    version: state.version,
    endedAt: record.endedAt?.toISOString() ?? null,
    result: state.result && { licenceId: state.result.licenceId, licenceType: state.result.licenceType },
  };
}

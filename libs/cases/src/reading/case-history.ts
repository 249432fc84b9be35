import { Injectable } from '@nestjs/common';
import type { PublishedOneThing } from '@onething/catalogue';
import type { Actor } from '@onething/kernel';
import { CaseDefinitions } from '../case-definitions';
import { notFound } from '../commands/command-path';
import type { ChainedEvent } from '../domain/event';
import type { ItemClock } from '../domain/item-clock';
import { upcast } from '../domain/event-upcasters';
import { EventFeed } from '../feed/event-feed';
import { CaseNotes, noteKey } from '../persistence/case-notes';
import { type BundleRecord, CaseRepository, type ItemRecord } from '../persistence/case.repository';
import { CaseVisibility, handles } from './case-visibility';
import { CaseNumbers, type OfficialNumbers } from './case-numbers';

/** An item case, with its part of the history. */
export interface ItemHistory {
  itemId: string;
  item: string;
  department: string;
  division: string;
  authorityUscc: string;
  clock: ItemClock;
  receiptNumber: string | null;
  caseNumber: string | null;
  /** The asker is the applicant or an agent, or has a post in the office that handles the item. */
  open: boolean;
}

/** A case with everything that happened to it, for who may see it. */
export interface CaseHistory {
  caseId: string;
  number: string | null;
  applicantPersonId: string;
  /** Everybody who takes part in person. */
  concernedIds: string[];
  /** The asker is the applicant, or acts for the applicant by mandate. */
  asParty: boolean;
  asApplicant: boolean;
  published: PublishedOneThing;
  items: ItemHistory[];
  events: ChainedEvent[];
  /** The free text beside an event: reasons, points to correct. */
  noteOf(event: { itemId: string | null; seq: number }): unknown;
}

/** The same with the records themselves, inside this library. */
export interface CaseWhole extends CaseHistory {
  bundle: BundleRecord;
  records: ItemRecord[];
  numbers: OfficialNumbers;
}

/** Reads cases with all that happened to them: for progress, and for documents. */
@Injectable()
export class CaseHistories {
  constructor(
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly numbers: CaseNumbers,
    private readonly feed: EventFeed,
    private readonly notes: CaseNotes,
    private readonly visibility: CaseVisibility,
  ) {}

  /** @throws DomainError `CASES.NOT_FOUND`, also for a case that the actor may not see */
  async getVisible(actor: Actor, caseId: string): Promise<CaseHistory> {
    return this.getWhole(actor, caseId);
  }

  /** @param actor undefined: whoever has shown the query code. @throws DomainError `CASES.NOT_FOUND` */
  async getWhole(actor: Actor | undefined, caseId: string): Promise<CaseWhole> {
    const [bundle, records] = await Promise.all([this.repository.findBundle(caseId), this.repository.findItems(caseId)]);
    if (!bundle) throw notFound();
    const viewer = actor && (await this.visibility.viewerOf(actor, bundle, records));
    if (actor && !viewer) throw notFound();
    const asParty = viewer === 'applicant' || viewer === 'agent';
    const open = (record: ItemRecord) => asParty || (actor !== undefined && handles(actor, record));
    const { scope } = bundle.state;
    const [numbers, published, events, notes] = await Promise.all([
      this.numbers.find(caseId), this.definitions.getPublished(scope.oneThing, scope.oneThingVersion), this.feed.ofCase(caseId), this.notes.findAll(caseId),
    ]);
    return {
      caseId, number: numbers.bundle, applicantPersonId: bundle.applicantPersonId, concernedIds: records.flatMap(({ concernedIds }) => concernedIds), asParty, asApplicant: viewer === 'applicant', published, bundle, records, numbers,
      items: records.map((record) => ({ ...historyOf(record, numbers), open: open(record) })),
      events: events.map((event) => upcast(event)),
      noteOf: ({ itemId, seq }) => notes.get(noteKey(itemId, seq)),
    };
  }
}

const historyOf = ({ state: { itemId, scope, authorityUscc, clock } }: ItemRecord, numbers: OfficialNumbers) => ({
  itemId, item: scope.item, department: scope.department, division: scope.division, authorityUscc, clock,
  receiptNumber: numbers.ofItem(itemId, 'receipt'), caseNumber: numbers.ofItem(itemId, 'case'),
});

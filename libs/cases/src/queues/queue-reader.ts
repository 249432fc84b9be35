import { Inject, Injectable } from '@nestjs/common';
import type { Light } from '@onething/deadlines';
import { type Actor, CLOCK, type Clock, type Text } from '@onething/kernel';
import { isAllowed, refusalOf } from '@onething/identity';
import { Database } from '@onething/persistence';
import { CaseDefinitions } from '../case-definitions';
import { CaseNumbers, MOST_OF_A_PART } from '../reading/case-numbers';
import { Absences } from './absences';
import { Colleagues, type Office, queueOfficesOf } from './colleagues';
import { matchingThings } from './name-search';
import {
  countsQuery, type Cursor, type FoundBefore, pageQuery, type Query, type QueueFilter, type QueueScope, type QueueSort, thingsQuery, totalQuery,
} from './queue-sql';

export interface QueueQuestion extends QueueFilter {
  /** Words of the name of the one-thing or item, or an official number: the whole, its beginning or its end. */
  q?: string;
  /** One office; all of one's own when absent. */
  department?: string;
  division?: string;
  /** The offices that one's own window serves. */
  window?: string;
  sort: QueueSort;
  after?: Cursor;
  /** 1–100. */
  limit: number;
}

type OfficeQuestion = Pick<QueueQuestion, 'department' | 'division' | 'window'>;

export interface QueueRow {
  caseId: string;
  itemId: string;
  oneThing: string;
  oneThingVersion: number;
  item: string;
  department: string;
  division: string;
  state: string;
  step: string | null;
  waitsFor: string;
  light: Light;
  dueOn: string | null;
  submittedAt: Date;
  version: number;
  claimedBy: string | null;
  claimedSince: Date | null;
  claimVersion: number;
  receiptNumber: string | null;
  caseNumber: string | null;
}

export interface QueueEntry extends QueueRow {
  oneThingName: Text;
  itemName: Text;
  stepName: Text | null;
}

export interface QueuePage {
  /** One more than was asked for when there is a further page. */
  entries: QueueEntry[];
  total: number;
  /** More numbers begin or end as was asked for than are looked at. */
  incomplete?: true;
}

export interface QueueCount {
  department: string;
  division: string;
  state: string;
  light: Light;
  items: number;
}

/** What waits in offices. */
@Injectable()
export class QueueReader {
  constructor(
    private readonly database: Database,
    private readonly definitions: CaseDefinitions,
    private readonly absences: Absences,
    private readonly numbers: CaseNumbers,
    private readonly colleagues: Colleagues,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async page(actor: Actor, question: QueueQuestion): Promise<QueuePage> {
    const scope = await this.scopeOf(actor, question);
    if (question.claimedBy !== undefined) scope.offices = await this.headedOffices(actor, scope.offices, question.claimedBy);
    if (question.q === undefined) return this.read(question, scope, {});
    // A number is looked up first: no name is one.
    const place = await this.numbers.findPlace(question.q);
    if (place) return this.read(question, scope, { place });
    const places = await this.numbers.findPlacesByPart(question.q);
    if (!places) return this.pageByWords(question, question.q, scope);
    return { ...(await this.read(question, scope, { places })), ...(places.length >= MOST_OF_A_PART ? { incomplete: true } : {}) };
  }

  /** Open items of those applicants in the offices of the actor. */
  async ofApplicants(actor: Actor, applicants: string[], page: { after?: Cursor; limit: number }): Promise<QueuePage> {
    const scope = await this.scopeOf(actor, {});
    return this.read({ sort: 'due', ...page }, scope, { applicants });
  }

  async counts(actor: Actor, office: OfficeQuestion): Promise<QueueCount[]> {
    return this.ask<QueueCount>(countsQuery(await this.scopeOf(actor, office)));
  }

  private async read(question: QueueQuestion, scope: QueueScope, found: FoundBefore): Promise<QueuePage> {
    const [entries, [count]] = await Promise.all([
      this.entries(question, scope, found), this.ask<{ total: number }>(totalQuery(question, scope, found)),
    ]);
    return { entries, total: count!.total };
  }

  private async pageByWords(question: QueueQuestion, words: string, scope: QueueScope): Promise<QueuePage> {
    const present = await this.ask<Pick<QueueRow, 'oneThing' | 'oneThingVersion' | 'item'> & { items: number }>(thingsQuery(question, scope));
    const things = matchingThings(await Promise.all(present.map(async (thing) => ({ ...(await this.namesOf(thing)), ...thing }))), words);
    if (things.length === 0) return { entries: [], total: 0 };
    return { entries: await this.entries(question, scope, { things }), total: things.reduce((sum, { items }) => sum + items, 0) };
  }

  private async entries(question: QueueQuestion, scope: QueueScope, found: FoundBefore): Promise<QueueEntry[]> {
    const rows = await this.ask<QueueRow>(pageQuery(question, scope, found, { ...question, limit: question.limit + 1 }));
    return Promise.all(rows.map((row) => this.named(row)));
  }

  private async scopeOf(actor: Actor, { department, division, window }: OfficeQuestion): Promise<QueueScope> {
    const offices = queueOfficesOf(actor, window).filter((office) => isAsked(office, department, division));
    return { offices, accounts: [actor.accountId, ...(await this.absences.representedBy(actor.accountId))], now: this.clock.now() };
  }

  /** What one colleague has is for the heads of the office. @throws DomainError `IDENTITY.FORBIDDEN`, `CASES.NO_COLLEAGUE` naming `claimedBy` */
  private async headedOffices(actor: Actor, offices: QueueScope['offices'], colleague: string): Promise<QueueScope['offices']> {
    const headed = offices.filter((office) => isAllowed(actor, 'queue.assign', office));
    if (headed.length === 0) throw refusalOf(actor, 'queue.assign');
    await this.colleagues.require(colleague, headed, 'claimedBy');
    return headed;
  }

  private async named(row: QueueRow): Promise<QueueEntry> {
    const { item, ...names } = await this.namesOf(row);
    return { ...row, ...names, stepName: item.process.steps.find((step) => step.code === row.step)?.name ?? null };
  }

  private async namesOf({ oneThing: code, oneThingVersion, item: itemCode }: Pick<QueueRow, 'oneThing' | 'oneThingVersion' | 'item'>) {
    const { oneThing, catalogue } = await this.definitions.getPublished(code, oneThingVersion);
    const item = catalogue.items.get(itemCode)!;
    return { oneThingName: oneThing.name, itemName: item.name, item };
  }

  /** Each combination of filters is another statement: preparing them all would fill the memory of every connection. */
  private async ask<Row>({ text, values }: Query): Promise<Row[]> {
    return (await this.database.execute(text, values)).rows as Row[];
  }
}

const isAsked = (office: Office, department?: string, division?: string): boolean =>
  (department === undefined || office.departmentCode === department) && (division === undefined || office.divisionCode === division);

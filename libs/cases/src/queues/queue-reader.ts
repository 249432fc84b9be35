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
import type { FoundBefore, Query, QueueFilter, QueueScope, SearchedOffice } from './queue-conditions';
import { type Cursor, MOST_COUNTED, pageQuery, type QueueSort, totalQuery } from './queue-sql';
import { countsQuery, isTallied, talliesQuery, type TalliedThing } from './queue-tally-sql';

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
  provisional: boolean;
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
  /** There are more than `total`: counting stopped. */
  atLeast?: true;
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
    if (question.q === undefined) return this.readTallied(question, scope);
    // A number is looked up first: no name is one.
    const place = await this.numbers.findPlace(question.q);
    if (place) return this.read(question, scope, { place });
    const places = await this.numbers.findPlacesByPart(question.q);
    if (!places) return this.readTallied(question, scope, question.q);
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

  /** Tallies tell how many match, which items of which one-things, and where: a page then looks only there. */
  private async readTallied(question: QueueQuestion, scope: QueueScope, words?: string): Promise<QueuePage> {
    const tallies = await this.ask<TalliedThing>(talliesQuery(question, scope));
    const matching = words === undefined ? tallies : await this.namedSo(tallies, words);
    if (matching.length === 0) return { entries: [], total: 0 };
    const there = { ...scope, offices: narrowed(scope.offices, matching) };
    const found = words === undefined ? {} : { things: eachOnce(matching) };
    if (!isTallied(question)) return this.read(question, there, found);
    return { entries: await this.entries(question, there, found), total: matching.reduce((sum, { items }) => sum + items, 0) };
  }

  private async namedSo(tallies: TalliedThing[], words: string): Promise<TalliedThing[]> {
    return matchingThings(await Promise.all(tallies.map(async (thing) => ({ ...(await this.namesOf(thing)), ...thing }))), words);
  }

  private async read(question: QueueQuestion, scope: QueueScope, found: FoundBefore): Promise<QueuePage> {
    const [entries, [count]] = await Promise.all([
      this.entries(question, scope, found), this.ask<{ total: number }>(totalQuery(question, scope, found)),
    ]);
    const { total } = count!;
    return total > MOST_COUNTED ? { entries, total: MOST_COUNTED, atLeast: true } : { entries, total };
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

const eachOnce = (things: readonly TalliedThing[]): TalliedThing[] =>
  [...new Map(things.map((thing) => [`${thing.oneThing} ${thing.oneThingVersion} ${thing.item}`, thing])).values()];

/** The offices in which something matches, each with the days between which it lies. */
export function narrowed(offices: readonly SearchedOffice[], matching: readonly TalliedThing[]): SearchedOffice[] {
  const byOffice = Map.groupBy(matching, ({ department, division }) => `${department} ${division}`);
  return offices.flatMap((office) => {
    const there = byOffice.get(`${office.departmentCode} ${office.divisionCode}`);
    // `infinity` comes after every digit.
    const days = there?.flatMap(({ fromDue, toDue }) => [fromDue, toDue]).sort();
    return days ? [{ ...office, fromDue: days[0]!, toDue: days.at(-1)! }] : [];
  });
}

import type { CaseEvent, EventPayloads, EventScope, EventType, IssuedResult } from '@onething/cases';
import { addDays, type CivilDate, civilDate, startOfDay, type WorkCalendar } from '@onething/kernel';
import { type Grade, GRADES } from '@onething/ratings';
import { Dice, idNamed } from './dice';
import type { OfferedItem, OfferedOneThing } from './offered-one-things';
import { GRADE_WEIGHTS, RATED_SHARE } from './region-size';
import type { SyntheticPeople, SyntheticUser } from './synthetic-people';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Of 24 hours, how much is applied for in each: the office hours of the region, and the evening at home. */
const HOURS = [1, 0, 0, 0, 0, 0, 1, 2, 4, 8, 14, 15, 12, 6, 5, 9, 13, 14, 11, 7, 5, 5, 4, 2];
const WEEKDAYS = { workingDay: 1, dayOff: 0.22 };
/** The first working days of a week are the fullest; by day of the week, Sunday first. */
const WEEK = [1, 1.25, 1.1, 1, 0.95, 0.9, 1];
/** By month: few in the cold and around the Spring Festival, many before school begins. */
const MONTHS = [0.8, 0.7, 1.1, 1.1, 1, 1.05, 1.1, 1.3, 1.05, 0.85, 1, 0.9];
/** Nothing is submitted after this day, so that the year's cases end within the year. */
const LAST_DAY = '12-05';
const MOST_DAYS = 8;
const OUTCOMES = ['granted', 'refused', 'withdrawn'] as const;
const OUTCOME_WEIGHTS = [0.96, 0.025, 0.015];
const LATE_SHARE = 0.012;
const AT_WINDOW_SHARE = 0.18;
const RATING_CHANNELS = ['portal', 'windowQr', 'smsLink'] as const;

type Event = Omit<CaseEvent, 'recordedAt' | 'schemaVersion'>;

export interface SyntheticItem {
  itemId: string;
  offered: OfferedItem;
  outcome: (typeof OUTCOMES)[number] | 'aborted';
  authority: { uscc: string; division: string; implementingCode: string };
  receivedOn: CivilDate;
  acceptedOn: CivilDate;
  /** Epoch ms. */
  endedAt: number;
  decidedOn?: CivilDate;
  result?: IssuedResult;
  events: Event[];
}

export interface SyntheticCase {
  caseId: string;
  offer: OfferedOneThing;
  division: string;
  applicant: SyntheticUser;
  /** Epoch ms. */
  submittedAt: number;
  completedAt: number;
  /** Nothing to hand over where nothing was granted. */
  deliveredAt?: number;
  items: SyntheticItem[];
  events: Event[];
  rating?: { grade: Grade; channel: (typeof RATING_CHANNELS)[number]; givenAt: number };
}

export interface CasesOfRegion {
  seed: string;
  year: number;
  oneThings: readonly OfferedOneThing[];
  divisions: readonly string[];
  people: SyntheticPeople;
  calendar: WorkCalendar;
}

/** Makes the cases of a year, one after the other: each follows from the seed and its number. */
export class SyntheticCases {
  private readonly days: CivilDate[] = [];
  private readonly weights: number[] = [];

  constructor(private readonly region: CasesOfRegion) {
    for (let day = `${region.year}-01-01`; day <= `${region.year}-${LAST_DAY}`; day = addDays(day, 1)) {
      const works = region.calendar.isWorkingDay(day);
      const weekday = WEEK[new Date(startOfDay(day) + 12 * HOUR_MS).getUTCDay()]!;
      this.days.push(day);
      this.weights.push((works ? WEEKDAYS.workingDay : WEEKDAYS.dayOff) * weekday * MONTHS[Number(day.slice(5, 7)) - 1]!);
    }
  }

  at(number: number): SyntheticCase {
    const { seed, oneThings, divisions, people } = this.region;
    const dice = new Dice(`${seed} case ${number}`);
    const offer = oneThings[dice.below(oneThings.length)]!;
    const division = divisions[dice.below(divisions.length)]!;
    const submittedAt = startOfDay(this.days[dice.weighted(this.weights)]!) + dice.weighted(HOURS) * HOUR_MS + dice.below(60 * MINUTE_MS);
    const caseId = idNamed(`${seed} case ${number}`, submittedAt);
    const maker = new CaseMaker({ caseId, offer, division, applicant: people.applicant(dice), submittedAt }, this.region, dice);
    return maker.make();
  }
}

class CaseMaker {
  constructor(
    private readonly begun: Pick<SyntheticCase, 'caseId' | 'offer' | 'division' | 'applicant' | 'submittedAt'>,
    private readonly region: CasesOfRegion,
    private readonly dice: Dice,
  ) {}

  make(): SyntheticCase {
    const { offer, submittedAt } = this.begun;
    const atWindow = this.dice.chance(AT_WINDOW_SHARE);
    const items: SyntheticItem[] = [];
    for (const offered of offer.items) items.push(this.itemOf(offered, atWindow, items));
    const completedAt = Math.max(...items.map(({ endedAt }) => endedAt)) + MINUTE_MS;
    const results = items.filter(({ result }) => result);
    const deliveredAt = results.length > 0 ? completedAt + HOUR_MS : undefined;
    const events = this.bundleEvents(atWindow, items, { completedAt, deliveredAt });
    const rated = this.dice.chance(RATED_SHARE);
    const rating = {
      grade: GRADES[this.dice.weighted(GRADE_WEIGHTS)]!, channel: atWindow ? 'windowQr' as const : RATING_CHANNELS[this.dice.below(2) * 2]!,
      givenAt: completedAt + HOUR_MS + this.dice.below(5 * 24) * HOUR_MS,
    };
    return { ...this.begun, submittedAt, completedAt, ...(deliveredAt ? { deliveredAt } : {}), items, events, ...(rated ? { rating } : {}) };
  }

  /** An item that waits for others begins when they have ended. */
  private itemOf(offered: OfferedItem, atWindow: boolean, before: readonly SyntheticItem[]): SyntheticItem {
    const { caseId, division, submittedAt } = this.begun;
    const { calendar, seed } = this.region;
    const awaited = before.filter(({ offered: { code } }) => offered.dependsOn.includes(code));
    const from = Math.max(submittedAt, ...awaited.map(({ endedAt }) => endedAt));
    const authority = offered.authorities.get(division)!;
    const itemId = idNamed(`${seed} item ${caseId} ${offered.code}`, submittedAt);
    const history = new History(caseId, itemId, this.scopeOf(offered, authority.division), seed);
    history.add('itemSubmitted', submittedAt, atWindow ? 'staff' : 'resident', { waits: awaited.length > 0 });
    if (awaited.some(({ outcome }) => outcome !== 'granted')) return this.aborted({ itemId, offered, authority }, history, from, awaited);
    const receivedOn = calendar.countsAsReceivedOn(from);
    const received = Math.max(from + 10 * MINUTE_MS, calendar.instantInOffice(receivedOn, 20 + this.dice.below(200)));
    const acceptedOn = this.dice.chance(0.7) ? receivedOn : calendar.addWorkingDays(receivedOn, 1);
    const accepted = Math.max(received + 5 * MINUTE_MS, calendar.instantInOffice(acceptedOn, 60 + this.dice.below(300)));
    history.add('received', received, 'staff', { acceptBy: calendar.addWorkingDays(receivedOn, 5) });
    const dueOn = calendar.addWorkingDays(acceptedOn, offered.promisedDays);
    history.add('accepted', accepted, 'staff', { dueOn, calendarVersion: calendar.version, how: 'ordinary', laterMaterials: [], until: null, again: false });
    return this.ended({ itemId, offered, authority, receivedOn, acceptedOn }, history, accepted);
  }

  private ended(item: Pick<SyntheticItem, 'itemId' | 'offered' | 'authority' | 'receivedOn' | 'acceptedOn'>, history: History, accepted: number): SyntheticItem {
    const { calendar } = this.region;
    const { promisedDays: promised, licenceType } = item.offered;
    const outcome = OUTCOMES[this.dice.weighted(OUTCOME_WEIGHTS)]!;
    const late = promised > 0 && promised < MOST_DAYS && this.dice.chance(LATE_SHARE);
    const days = late ? promised + 1 + this.dice.below(2) : this.dice.below(Math.min(promised, MOST_DAYS) + 1);
    const endedOn = calendar.addWorkingDays(item.acceptedOn, days);
    const endedAt = Math.max(accepted + 15 * MINUTE_MS, calendar.instantInOffice(endedOn, 120 + this.dice.below(300)));
    if (outcome === 'withdrawn') {
      history.add('itemWithdrawn', endedAt, 'resident', { reason: 'withdrawn' });
      history.add('itemClosed', endedAt, 'resident', { outcome, onTime: null });
      return { ...item, outcome, endedAt, events: history.events };
    }
    history.add('decided', endedAt, 'staff', { step: 'decision', decision: outcome === 'granted' ? 'grant' : 'refuse' });
    const licenceId = idNamed(`${this.region.seed} licence of ${item.itemId}`, endedAt);
    const result = outcome === 'granted' && licenceType ? { licenceId, licenceType, faceDigest: `synthetic ${licenceId}` } : undefined;
    if (result) history.add('resultIssued', endedAt, 'staff', result);
    history.add('itemClosed', endedAt, 'staff', { outcome, onTime: days <= promised, days });
    return { ...item, outcome, endedAt, decidedOn: endedOn, ...(result ? { result } : {}), events: history.events };
  }

  /** What it waits for has failed: it ends as if it were withdrawn with it. */
  private aborted(
    item: Pick<SyntheticItem, 'itemId' | 'offered' | 'authority'>, history: History, from: number, awaited: readonly SyntheticItem[],
  ): SyntheticItem {
    const failed = awaited.find(({ outcome }) => outcome !== 'granted')!;
    const day = civilDate(from);
    history.add('itemAborted', from, 'timer', { failed: failed.offered.code });
    history.add('itemClosed', from, 'timer', { outcome: 'aborted', onTime: null });
    return { ...item, outcome: 'aborted', receivedOn: day, acceptedOn: day, endedAt: from, events: history.events };
  }

  private bundleEvents(atWindow: boolean, items: SyntheticItem[], { completedAt, deliveredAt }: { completedAt: number; deliveredAt: number | undefined }): Event[] {
    const { caseId, offer, submittedAt } = this.begun;
    const kind = atWindow ? 'staff' as const : 'resident' as const;
    const history = new History(caseId, null, this.scopeOf(), this.region.seed);
    history.add('draftCreated', submittedAt - 10 * MINUTE_MS, kind, {});
    history.add('submitted', submittedAt, kind, {
      items: items.map(({ itemId, offered: { code, department, dependsOn } }) => ({ itemId, item: code, department, waits: dependsOn.length > 0 })),
      answersDigest: `synthetic ${caseId}`, spared: offer.spared,
    });
    const byEnd = [...items].sort((left, right) => left.endedAt - right.endedAt);
    for (const item of byEnd) {
      history.add('itemEndApplied', item.endedAt, 'timer', { itemId: item.itemId, item: item.offered.code, outcome: item.outcome });
    }
    const granted = items.filter(({ outcome }) => outcome === 'granted').length;
    history.add('completed', completedAt, 'timer', { succeeded: granted, failed: items.length - granted, again: false });
    const results = items.filter(({ result }) => result);
    if (deliveredAt) {
      history.add('delivered', deliveredAt, 'staff', {
        how: 'electronic', items: results.map(({ offered: { code } }) => code), results: results.map(({ result }) => result!.licenceId), tracking: null,
        byAgent: false, all: true, again: false,
      });
    }
    // There are no answers and no files: as after the end of their retention.
    history.add('dataErased', deliveredAt ?? completedAt, 'timer', { rule: 'synthetic' });
    return history.events;
  }

  private scopeOf(item?: OfferedItem, division = this.begun.division): EventScope {
    const { code, version } = this.begun.offer;
    return { oneThing: code, oneThingVersion: version, division, ...(item ? { item: item.code, department: item.department } : {}) };
  }
}

class History {
  readonly events: Event[] = [];

  constructor(private readonly caseId: string, private readonly itemId: string | null, private readonly scope: EventScope, private readonly cause: string) {}

  add<T extends EventType>(type: T, occurredAt: number, actorKind: CaseEvent['actorKind'], payload: EventPayloads[T]): void {
    this.events.push({
      caseId: this.caseId, itemId: this.itemId, seq: this.events.length + 1, type, actorKind, actorId: 'synthetic', onBehalfOf: null,
      cause: this.cause, occurredAt, payload: { ...payload, scope: this.scope },
    });
  }
}

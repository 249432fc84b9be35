import { Inject, Injectable } from '@nestjs/common';
import { LIGHT_THRESHOLDS, type LightThresholds } from '@onething/deadlines';
import { canonicalJson, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import { CaseDefinitions } from '../case-definitions';
import { bundleTimersOf, type BundleTimer } from '../domain/bundle-deadlines';
import { findBrokenLink } from '../domain/event-chain';
import { type ItemTimer, timersOf } from '../domain/item-deadlines';
import { EventFeed } from '../feed/event-feed';
import { type BundleRecord, CaseRepository, type ItemRecord } from '../persistence/case.repository';
import type { QueuePlace } from '../queues/queue-place';
import { QueuePlaces } from '../queues/queue-places';
import { QueueTallies } from '../queues/queue-tallies';

const PAGE = 200;

const CASES: Statement = { name: 'cases.audit-cases', text: `SELECT id FROM bundle_case WHERE id > $1 ORDER BY id LIMIT ${PAGE}` };
const TIMERS: Statement = {
  name: 'cases.audit-timers',
  text: `SELECT case_id AS "caseId", item_id AS "itemId", timer, type, payload, due_at AS "dueAt" FROM pending_command
    WHERE timer IS NOT NULL AND case_id = ANY($1::uuid[])`,
};
const QUEUED: Statement = {
  name: 'cases.audit-queue',
  text: `SELECT case_id AS "caseId", item_id AS "itemId", state, step, version, waits_for AS "waitsFor", paused,
      CASE WHEN isfinite(due_on) THEN due_on END AS "dueOn", CASE WHEN isfinite(yellow_at) THEN yellow_at END AS "yellowAt",
      CASE WHEN isfinite(orange_at) THEN orange_at END AS "orangeAt", extension_proposed AS "extensionProposed", due_provisional AS provisional
    FROM queue_item WHERE case_id = ANY($1::uuid[])`,
};
const TOUCHED: Statement = {
  name: 'cases.audit-touched',
  text: 'SELECT item_id AS "itemId", updated_at AS "updatedAt" FROM item_case WHERE case_id = ANY($1::uuid[])',
};

interface TimerRow {
  caseId: string;
  itemId: string | null;
  timer: string;
  type: string;
  payload: object;
  dueAt: Date;
}

interface QueueRow {
  caseId: string;
  itemId: string;
  state: string;
  step: string | null;
  version: number;
  waitsFor: string;
  paused: boolean;
  dueOn: string | null;
  yellowAt: Date | null;
  orangeAt: Date | null;
  extensionProposed: boolean;
  provisional: boolean;
}

interface Page {
  timers: Map<string, TimerRow[]>;
  queued: Map<string, QueueRow>;
  touched: Map<string, Date>;
}

const FIRST = '00000000-0000-0000-0000-000000000000';
const iso = (instant: number | Date | null | undefined) => (instant === undefined || instant === null ? null : new Date(instant).toISOString());

/**
 * Looks whether what is kept beside the states of cases agrees with them: chains, timers, queues. It reads page by page, in no
 * common snapshot: run it while nobody changes cases.
 */
@Injectable()
export class CaseAudit {
  constructor(
    private readonly database: Database,
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly places: QueuePlaces,
    private readonly tallies: QueueTallies,
    private readonly feed: EventFeed,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    @Inject(LIGHT_THRESHOLDS) private readonly thresholds: LightThresholds,
  ) {}

  /** @returns what does not agree, in words; empty when all is well */
  async findContradictions(): Promise<string[]> {
    const found = await this.tallies.findContradictions();
    for (let after = FIRST; ;) {
      const ids = (await this.database.query<{ id: string }>(CASES, [after])).map(({ id }) => id);
      if (ids.length === 0) return found;
      const page = await this.readPage(ids);
      for (const id of ids) found.push(...(await this.contradictionsOf(id, page)));
      after = ids.at(-1)!;
    }
  }

  private async readPage(ids: string[]): Promise<Page> {
    const [timers, queued, touched] = await Promise.all([
      this.database.query<TimerRow>(TIMERS, [ids]), this.database.query<QueueRow>(QUEUED, [ids]),
      this.database.query<{ itemId: string; updatedAt: Date }>(TOUCHED, [ids]),
    ]);
    return {
      timers: Map.groupBy(timers, ({ caseId, itemId }) => itemId ?? caseId),
      queued: new Map(queued.map((row) => [row.itemId, row])),
      touched: new Map(touched.map(({ itemId, updatedAt }) => [itemId, updatedAt])),
    };
  }

  private async contradictionsOf(caseId: string, page: Page): Promise<string[]> {
    const [bundle, items] = await Promise.all([this.repository.findBundle(caseId), this.repository.findItems(caseId)]);
    const { stateName, state } = bundle!;
    const ofItems = await Promise.all(items.map(async (item) => {
      const { itemId, clock } = item.state;
      const now = page.touched.get(itemId)!.getTime();
      const timers = item.handledBy !== 'local' ? [] : timersOf(item.stateName, item.step, clock, { calendar: this.calendar, thresholds: this.thresholds, now });
      return [...timerDifferences(itemId, timers, page.timers.get(itemId)), ...queueDifferences(item, await this.placeOf(item, now), page.queued.get(itemId))];
    }));
    return [
      ...await this.brokenChains(bundle!, items),
      ...timerDifferences(caseId, bundleTimersOf(stateName, state.clock), page.timers.get(caseId)), ...ofItems.flat(),
    ];
  }

  private async brokenChains({ state: bundle }: BundleRecord, items: ItemRecord[]): Promise<string[]> {
    const chains = Map.groupBy(await this.feed.ofCase(bundle.caseId), (event) => event.itemId ?? bundle.caseId);
    const ends = new Map<string, { lastSeq: number; lastHash: string }>([[bundle.caseId, bundle], ...items.map(({ state }) => [state.itemId, state] as const)]);
    const strange = [...chains.keys()].filter((id) => !ends.has(id)).map((id) => `${id}: events without a state`);
    return [...strange, ...[...ends].flatMap(([id, { lastSeq, lastHash }]) => {
      const events = (chains.get(id) ?? []).sort((one, other) => one.seq - other.seq);
      const link = findBrokenLink(events);
      if (link) return [`${id}: the chain is broken at ${link.seq}`];
      const last = events.at(-1);
      return last?.seq === lastSeq && last.hash === lastHash ? [] : [`${id}: the state says ${lastSeq} ${lastHash}, the chain ends with ${last?.seq} ${last?.hash}`];
    })];
  }

  private async placeOf({ state, stateName, step, endedAt }: ItemRecord, now: number): Promise<QueuePlace | undefined> {
    const { oneThing, oneThingVersion, item, handledBy } = state.scope;
    if (handledBy !== undefined) return undefined;
    const { process } = await this.definitions.getItem({ oneThing, oneThingVersion, item, authorityUscc: state.authorityUscc });
    return this.places.of(process, { state: stateName, step, clock: state.clock, ended: endedAt !== null }, now);
  }
}

function timerDifferences(id: string, expected: (ItemTimer | BundleTimer)[], rows: TimerRow[] = []): string[] {
  const wanted = expected.map(({ name, dueAt, command: { type, ...payload } }) => canonicalJson({ timer: name, type, payload, dueAt: iso(dueAt) })).sort();
  const present = rows.map(({ timer, type, payload, dueAt }) => canonicalJson({ timer, type, payload, dueAt: iso(dueAt) })).sort();
  return wanted.join() === present.join() ? [] : [`${id}: the state asks for the timers [${wanted.join()}], there are [${present.join()}]`];
}

function queueDifferences({ state, stateName, step }: ItemRecord, place: QueuePlace | undefined, row: QueueRow | undefined): string[] {
  const wanted = place && canonicalJson({
    state: stateName, step, version: state.version, waitsFor: place.waitsFor ?? row?.waitsFor, paused: place.paused, dueOn: place.dueOn ?? null,
    yellowAt: iso(place.yellowAt), orangeAt: iso(place.orangeAt), extensionProposed: place.extensionProposed ?? false, provisional: place.provisional ?? false,
  });
  const present = row && canonicalJson({
    state: row.state, step: row.step, version: row.version, waitsFor: row.waitsFor, paused: row.paused, dueOn: row.dueOn, yellowAt: iso(row.yellowAt),
    orangeAt: iso(row.orangeAt), extensionProposed: row.extensionProposed, provisional: row.provisional,
  });
  return wanted === present ? [] : [`${state.itemId}: the state asks for the place ${wanted ?? 'none'} in the queue, there is ${present ?? 'none'}`];
}

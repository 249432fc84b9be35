import type { CaseEvent, EventPayloads, EventType } from '@onething/cases';
import fc from 'fast-check';
import { countEvents } from './count-events';
import { type CountedFigure, FigureSet } from '../domain/figure';

const MORNING_IN_CHINA = Date.parse('2026-03-01T16:30:00Z');
const BUNDLE = { oneThing: 'newborn', oneThingVersion: 1, division: '650102' };
const ITEM = { ...BUNDLE, item: 'birthCertificate', department: 'health' };

function event<T extends EventType>(type: T, payload: EventPayloads[T], scope: CaseEvent['payload']['scope'] = ITEM): CaseEvent {
  const common = { caseId: 'c', seq: 1, schemaVersion: 1, actorKind: 'staff', actorId: 'a', onBehalfOf: null, cause: 'k' } as const;
  return { ...common, itemId: scope.item === undefined ? null : 'i', type, occurredAt: MORNING_IN_CHINA, recordedAt: MORNING_IN_CHINA, payload: { ...payload, scope } };
}

function figures(...events: CaseEvent[]): Partial<Record<CountedFigure, number>> {
  const set = new FigureSet();
  countEvents(events, set);
  const sums: Partial<Record<CountedFigure, number>> = {};
  for (const { cell, count } of set.entries()) sums[cell.figure] = (sums[cell.figure] ?? 0) + count;
  return sums;
}

describe('countEvents', () => {
  it('puts a cell under the scope of its event and the day in China', () => {
    const set = new FigureSet();
    countEvents([event('received', { acceptBy: '2026-03-09' }), event('submitted', { items: [], answersDigest: '' }, BUNDLE)], set);
    expect(set.entries()).toEqual([
      {
        cell: { figure: 'cases.submitted', detail: '', division: '650102', department: '', oneThing: 'newborn', item: '', channel: 'window', handledBy: '', window: '', day: '2026-03-02' },
        count: 1,
      },
      {
        cell: { figure: 'items.received', detail: '', division: '650102', department: 'health', oneThing: 'newborn', item: 'birthCertificate', channel: '', handledBy: 'local', window: '', day: '2026-03-02' },
        count: 1,
      },
    ]);
  });

  it('counts a decided item and whether it was on time', () => {
    expect(figures(event('itemClosed', { outcome: 'granted', onTime: true }))).toEqual({ 'items.granted': 1, 'items.onTime': 1 });
    expect(figures(event('itemClosed', { outcome: 'refused', onTime: false }))).toEqual({ 'items.refused': 1, 'items.late': 1 });
    expect(figures(event('itemClosed', { outcome: 'granted', onTime: null }))).toEqual({ 'items.granted': 1 });
  });

  it('counts the days of a decided item, and who handled it', () => {
    const set = new FigureSet();
    const peer = { ...ITEM, handledBy: 'peer:330000' };
    countEvents([event('itemClosed', { outcome: 'granted', onTime: true, days: 3 }), event('itemClosed', { outcome: 'granted', onTime: null, days: 3 }, peer)], set);
    const days = set.entries().filter(({ cell }) => cell.figure === 'items.days');
    expect(days.map(({ cell, count }) => [cell.detail, cell.handledBy, count])).toEqual([['3', 'local', 1], ['3', 'peer:330000', 1]]);
  });

  it('adds up what applicants were spared, and names nothing that is none', () => {
    const spared = { materials: 4, steps: 6, visits: 2, days: 0, licences: 1 };
    const submitted = event('submitted', { items: [], answersDigest: '', spared }, BUNDLE);
    expect(figures(submitted, submitted)).toEqual({
      'cases.submitted': 2, 'spared.materials': 8, 'spared.steps': 12, 'spared.visits': 4, 'licences.reused': 2,
    });
  });

  it('counts a withdrawn and an aborted item once, closed or not, and neither on time nor late', () => {
    const withdrawn = [event('itemWithdrawn', { reason: '' }), event('itemClosed', { outcome: 'withdrawn', onTime: null })];
    expect(figures(...withdrawn)).toEqual({ 'items.withdrawn': 1 });
    expect(figures(event('itemAborted', { failed: 'household' }), event('itemClosed', { outcome: 'aborted', onTime: null }))).toEqual({
      'items.aborted': 1,
    });
  });

  it('divides issued licences by type', () => {
    const set = new FigureSet();
    const issued = (licenceType: string) => event('resultIssued', { licenceId: 'l', licenceType, faceDigest: 'd' });
    countEvents([issued('birth'), issued('card'), issued('birth')], set);
    expect(set.entries().map(({ cell, count }) => [cell.detail, count])).toEqual([['birth', 2], ['card', 1]]);
  });

  it('counts a case as delivered with the last of its results', () => {
    const delivered = (all: boolean) => event('delivered', { how: 'collected', items: ['i'], results: ['l'], tracking: null, byAgent: false, all, again: false }, BUNDLE);
    expect(figures(delivered(false))).toEqual({});
    expect(figures(delivered(false), delivered(true))).toEqual({ 'cases.delivered': 1 });
  });

  it('counts a case once that was reopened, completed and delivered again', () => {
    const [completed, delivered] = [{ succeeded: 1, failed: 0 }, { how: 'posted' as const, items: ['i'], results: ['l'], tracking: '12345', byAgent: false, all: true }];
    const events = [false, true].flatMap((again) => [event('completed', { ...completed, again }, BUNDLE), event('delivered', { ...delivered, again }, BUNDLE)]);
    expect(figures(...events)).toEqual({ 'cases.completed': 1, 'cases.delivered': 1 });
  });

  it('counts an acceptance once, also when the item was reopened and is accepted again', () => {
    const accepted = (again: boolean) => event('accepted', { dueOn: '2026-03-09', calendarVersion: 'v', how: 'ordinary', laterMaterials: [], until: null, again });
    expect(figures(accepted(false), accepted(true))).toEqual({ 'items.accepted': 1 });
  });

  it('leaves out what is no figure', () => {
    expect(figures(event('draftCreated', {}, BUNDLE), event('stepCompleted', { step: 's', outcome: 'o', next: 'n' }))).toEqual({});
  });

  it('gives the same cells however the events are cut into batches', () => {
    const kinds = fc.constantFrom<EventType>('received', 'accepted', 'itemSubmitted', 'delivered');
    const some = fc.array(fc.record({ kind: kinds, day: fc.nat(3) }), { maxLength: 40 });
    fc.assert(fc.property(some, fc.nat(40), (list, cut) => {
      const events = list.map(({ kind, day }) => ({ ...event(kind, {}), occurredAt: MORNING_IN_CHINA + day * 86_400_000 }));
      const [whole, parts] = [new FigureSet(), new FigureSet()];
      countEvents(events, whole);
      countEvents(events.slice(0, cut), parts);
      countEvents(events.slice(cut), parts);
      expect(parts.entries()).toEqual(whole.entries());
    }));
  });
});

import { BUNDLE_RULES, type EventPayloads, type EventType, ITEM_RULES, renderCommandTable } from '@onething/cases';
import { CONSENT_NOTICES } from './consent-notices';
import { CORRECTION_NOTICES } from './correction-notices';
import { EVENT_NOTICES, rulesFor } from './event-notices';
import { NOTICE_KINDS } from './domain/notice-kinds';
import { MANDATE_NOTICES } from './mandate-notices';
import { RATING_NOTICES } from './rating-notices';

const kindsFor = <T extends EventType>(type: T, payload: EventPayloads[T]) => rulesFor(type, payload).map(({ to, kind }) => `${kind} → ${to}`);

test('the applicant is told of every event of which the table of commands says so', () => {
  const cells = renderCommandTable().split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|')[7]!.trim());
  const promised = cells.flatMap((cell) => (cell === '–' ? [] : cell.split(', '))) as EventType[];
  expect(promised.length).toBeGreaterThan(10);
  const silent = promised.filter((type) => !EVENT_NOTICES[type]?.some(({ to }) => to === 'applicant'));
  expect(silent).toEqual([]);
});

/** What the platform itself notes of a one-thing as a whole is no command of the table. */
const OF_THE_WHOLE: EventType[] = ['draftExpiring', 'draftExpired', 'completed', 'deliveryOverdue', 'promiseRecomputed', 'deliveryRecomputed'];
const isTold = (type: EventType) => EVENT_NOTICES[type].some(({ to }) => to === 'applicant');

test('and of no event of which it says nothing', () => {
  const rules = [...Object.values(ITEM_RULES), ...Object.values(BUNDLE_RULES)] as { notices: readonly EventType[] }[];
  const declared = new Set([...rules.flatMap(({ notices }) => notices), ...OF_THE_WHOLE]);
  expect((Object.keys(EVENT_NOTICES) as EventType[]).filter(isTold).sort()).toEqual([...declared].sort());
});

test('each command declares just those of its own events of which the applicant is told', () => {
  /** Written before those of the command, whichever it is. */
  const shared: Partial<Record<keyof typeof ITEM_RULES, EventType[]>> = { recompute: ['deadlinesRecomputed'] };
  for (const [type, rule] of Object.entries(ITEM_RULES) as [keyof typeof ITEM_RULES, { record: object; notices: readonly EventType[] }][]) {
    const added = [...rule.record.toString().matchAll(/\.add\(([^,]+),/g)].flatMap(([, first]) => [...first!.matchAll(/['"](\w+)['"]/g)].map(([, word]) => word as EventType));
    const written = [...added.filter((word) => word in EVENT_NOTICES), ...(shared[type] ?? [])];
    expect([type, written.filter(isTold).sort()]).toEqual([type, [...rule.notices].sort()]);
  }
});

test('every kind is made by an event, a step of a consent, a fact of a rating, a change of a mandate or the end of a correction, and those make kinds that exist', () => {
  const made = [...Object.values(EVENT_NOTICES).flat(), ...Object.values(CONSENT_NOTICES), ...Object.values(RATING_NOTICES).flat()].map(({ kind }) => kind);
  expect([...new Set([...made, ...Object.values(MANDATE_NOTICES), ...Object.values(CORRECTION_NOTICES)])].sort()).toEqual(Object.keys(NOTICE_KINDS).sort());
});

test('what an event says decides which notice it makes', () => {
  expect(kindsFor('decided', { step: 's', decision: 'grant' })).toEqual(['granted → applicant']);
  expect(kindsFor('decided', { step: 's', decision: 'refuse' })).toEqual(['refused → applicant']);
  expect(kindsFor('promiseChecked', { kept: false })).toEqual(['promiseBroken → applicant', 'promiseFoundBroken → heads']);
  expect(kindsFor('deadlineNear', { dueOn: '2026-03-02', of: 'promise', light: 'yellow' })).toEqual(['deadlineNear → handlers']);
  expect(kindsFor('deadlineNear', { dueOn: '2026-03-02', of: 'promise', light: 'orange' })).toEqual(['deadlineClose → responsible']);
  expect(kindsFor('deadlinePassed', { dueOn: '2026-03-02', of: 'promise' })).toEqual(['deadlinePassed → handlers']);
  expect(kindsFor('deadlinePassed', { dueOn: '2026-03-02', of: 'laterMaterials' })).toEqual(['deadlinePassed → handlers', 'laterMaterialsOverdue → applicant']);
  const moved = [{ of: 'correctBy' as const, before: '2027-01-07', on: '2027-01-11' }];
  expect(kindsFor('deadlinesRecomputed', { before: null, dueOn: null, calendarVersion: 'v', moved })).toEqual(['correctionMoved → applicant']);
  expect(kindsFor('deadlinesRecomputed', { before: null, dueOn: null, calendarVersion: 'v', moved: [{ ...moved[0]!, of: 'rectifyBy' }] })).toEqual(['rectificationMoved → applicant']);
  expect(kindsFor('deadlinesRecomputed', { before: '2027-01-07', dueOn: '2027-01-08', calendarVersion: 'v', moved: [{ ...moved[0]!, of: 'stepDueOn' }] }))
    .toEqual(['deadlineMoved → applicant', 'stepMoved → handlers']);
  expect(kindsFor('deadlinesRecomputed', { before: null, dueOn: null, calendarVersion: 'v', moved: (['acceptBy', 'forwardBy', 'statutoryDueOn'] as const).map((of) => ({ ...moved[0]!, of })) }))
    .toEqual(['acceptanceMoved → handlers', 'forwardingMoved → handlers', 'statutoryMoved → handlers']);
  expect(kindsFor('delivered', { how: 'posted', items: ['a'], results: [], tracking: null, byAgent: false, all: false, again: false })).toEqual(['partlyDelivered → applicant']);
  expect(kindsFor('deliveryOverdue', { dueOn: '2026-03-16', items: ['birth'] })).toEqual(['deliveryOverdue → leadOffice', 'deliveryLate → applicant']);
  expect(kindsFor('stepCompleted', { step: 's', outcome: 'o', next: 'n' })).toEqual([]);
});

test('an event of a later version makes none', () => {
  expect(rulesFor('applauded' as EventType, {})).toEqual([]);
});

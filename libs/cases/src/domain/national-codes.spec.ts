import { createItemMachine, type Process } from '@onething/workflow';
import { PROCEDURE_KINDS } from './event';
import { definitionOf, MONDAY, PROCESS } from './fixtures/item-case';
import { specialProcedureOf } from './item-clock';
import { NATIONAL_STATES, nationalStateOf, type ReportedItem, SPECIAL_PROCEDURES } from './national-codes';

const codeOf = (item: Partial<ReportedItem>, process: Process = PROCESS) =>
  nationalStateOf(process, { state: 'handling', step: null, decision: null, isDelivered: false, ...item });

test('every state of the machine has its code; an item that waits for others has none', () => {
  const states = Object.keys(createItemMachine(PROCESS, () => true).states).filter((state) => state !== 'handling');
  const coded = states.map((state) => [state, codeOf({ state })]);
  expect(coded.filter(([, code]) => code === undefined)).toEqual([]);
  expect(coded.filter(([, code]) => code === null)).toEqual([['waiting', null]]);
});

test.each<[string, Partial<ReportedItem>]>([
  ['10', { state: 'submitted' }], ['12', { state: 'returned' }], ['20', { state: 'received' }], ['24', { state: 'correcting' }],
  ['32', { step: 'examine' }], ['34', { step: '$correction' }], ['35', { step: '$procedure' }], ['35', { step: 'inspect' }], ['38', { step: 'decide' }],
  ['60', { step: 'make', decision: 'grant' }], ['90', { state: 'granted', decision: 'grant' }], ['92', { state: 'granted', decision: 'grant', isDelivered: true }],
  ['40', { state: 'refused', decision: 'refuse' }], ['97', { state: 'notAccepted' }], ['98', { state: 'withdrawn' }],
  ['99', { state: 'expired' }], ['99', { state: 'ended' }], ['99', { state: 'aborted' }],
])('%s: %j', (code, item) => expect(codeOf(item)).toBe(code));

test('what is done at once is 31, what lies between the grant and the making of its result is 50', () => {
  const [step] = PROCESS.steps;
  const process = { start: 'a', steps: [{ ...step!, code: 'a', kind: 'instant' as const }, { ...step!, code: 'b', kind: 'review' as const }] };
  expect([codeOf({ step: 'a' }, process), codeOf({ step: 'b', decision: 'grant' }, process)]).toEqual(['31', '50']);
});

test('all codes from the application to the delivery are named, those that are moments here too', () => {
  expect(Object.keys(NATIONAL_STATES).sort()).toEqual(
    ['00', '10', '12', '15', '20', '24', '30', '31', '32', '34', '35', '36', '38', '40', '50', '60', '90', '92', '97', '98', '99']);
});

test('a special procedure is of kind 2 while it lasts, of kind 1 when the promise was extended; a correction is none', () => {
  expect(PROCEDURE_KINDS.map((kind) => SPECIAL_PROCEDURES[kind])).toEqual(PROCEDURE_KINDS.map(() => '2'));
  const { limit, start } = { limit: definitionOf(PROCESS).promise.promised, start: { at: MONDAY } };
  const promise = { kind: 'promise' as const, limit, start, suspensions: [] };
  const extension = { days: 5, approvedBy: 'h', reason: 'r', on: '2026-03-03' as const };
  const lasting = (kind: 'hearing' | 'correction') => [{ kind, reason: 'r', from: '2026-03-03' as const }];
  expect([
    {}, { promise }, { promise: { ...promise, extension } }, { promise: { ...promise, extension, suspensions: lasting('hearing') } }, { promise: { ...promise, suspensions: lasting('correction') } },
    { promise: { ...promise, extension, stop: { on: '2026-03-04' as const, reason: 'decided' as const } } },
  ].map(specialProcedureOf)).toEqual([null, null, '1', '2', null, null]);
});

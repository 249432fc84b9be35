import { filterCount, isSameFilter, readFilter, writeFilter } from './queue-filter';

test('an address says the filter, and the filter the same address', () => {
  const query = { state: 'submitted', light: 'red', q: '出生', dueTo: '2026-03-09', sort: 'due', claimedBy: '019d0000-0000-7000-8000-000000000001', department: 'health', window: '019d0000-0000-7000-8000-000000000002' };
  expect(writeFilter(readFilter(query))).toEqual(query);
  expect(Object.keys(writeFilter({ q: 'a', state: 'received' }))).toEqual(['state', 'q']);
});

test('what is no filter is left out', () => {
  expect(readFilter({ state: 'nonsense', light: ['red', 'green'], division: '65', dueTo: 'x', claimedBy: 'somebody', window: 'three', department: '1', tab: 'deliveries', q: '' })).toEqual({});
});

test('filters are the same whatever their order; sorting narrows nothing down', () => {
  expect(isSameFilter({ q: 'a', state: 'received' }, { state: 'received', q: 'a', light: undefined })).toBe(true);
  expect(isSameFilter({ state: 'received' }, { state: 'submitted' })).toBe(false);
  expect(filterCount({ sort: 'submitted', state: 'received', q: 'a' })).toBe(2);
});

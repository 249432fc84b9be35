import { routeItem, type RoutingQuestion } from './routing';

const places = { regions: [{ region: '330000', name: { zh: '浙江省', en: 'Zhejiang' }, items: [{ item: '000109001000' }] }] };
const route = (change: Partial<RoutingQuestion>) => routeItem({ item: '000109001000', rule: 'householdRegistration', division: '330102', home: '650000', ...change }, places);

test('an item goes where its rule leads', () => {
  expect(route({})).toEqual({ kind: 'peer', region: '330000' });
  expect(route({ division: '650102003001' })).toEqual({ kind: 'local' });
  expect(route({ rule: 'anywhere', division: undefined })).toEqual({ kind: 'local' });
});

test.each<[string, Partial<RoutingQuestion>, string, string]>([
  ['no place', { division: undefined }, 'PLACE_MISSING', '户籍所在地'], ['no code', { division: '33010' }, 'PLACE_UNKNOWN', 'no division code'],
  ['a place that takes no part', { division: '440100' }, 'PLACE_UNKNOWN', '440000'], ['an item that is not offered', { item: '000109002000' }, 'ITEM_NOT_OFFERED', '浙江省'],
])('%s gives the clerk a precise message', (_, change, name, words) => {
  expect(() => route(change)).toThrow(expect.objectContaining({ code: `EXCHANGE.${name}`, detail: expect.stringContaining(words) }));
});

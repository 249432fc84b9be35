import { ceasingParts, type CountingParts, type ExclusionScope } from './counting-parts';

const ITEMS = (['birth', 'household'] as const).map((item) => ({ itemId: `id-${item}`, item, department: 'd', division: '650102', grade: 4 as const, isOwn: item === 'household' }));

const names = ({ whole, items }: CountingParts) => [...(whole ? ['whole'] : []), ...items.map(({ item }) => item)];

it.each<[ExclusionScope, string[]]>([
  ['all', ['whole', 'birth', 'household']], ['whole', ['whole', 'birth']], [{ item: 'household' }, ['household']],
])('leaves out of a rating what is meant: %j', (scope, expected) => {
  expect(names(ceasingParts(ITEMS, [], scope))).toEqual(expected);
});

it('leaves out each part once, in whatever order it is excluded', () => {
  const orders: ExclusionScope[][] = [['all', 'whole'], ['whole', { item: 'household' }, 'all'], [{ item: 'household' }, 'all', 'whole']];
  for (const order of orders) {
    const earlier: CountingParts[] = [];
    for (const scope of order) earlier.push(ceasingParts(ITEMS, earlier, scope));
    expect(earlier.flatMap(names).sort()).toEqual(['birth', 'household', 'whole']);
  }
});

import { nearestAuthority } from './authority';
import { text } from './fixtures/catalogue-builder';

const office = (
  uscc: string,
  department: string,
  division: string,
): Parameters<typeof nearestAuthority>[0]['authorities'][number] => ({ uscc, name: text(uscc), department, division });

const catalogue = {
  authorities: [office('province', 'health', '650000'), office('city', 'health', '650100'), office('hall', 'market', '650102')],
  divisions: new Map([
    ['650000', { code: '650000', name: text('Xinjiang') }],
    ['650100', { code: '650100', name: text('Ürümqi'), parent: '650000' }],
    ['650102', { code: '650102', name: text('Tianshan'), parent: '650100' }],
    ['659001', { code: '659001', name: text('Shihezi'), parent: '650000' }],
  ]),
};

test.each([
  ['650100', 'city'],
  ['650102', 'city'],
  ['659001', 'province'],
  ['650000', 'province'],
  ['650199', 'city'],
  ['652301', 'province'],
])('health in %s is handled by the office of the %s', (division, uscc) => {
  expect(nearestAuthority(catalogue, 'health', division)?.uscc).toBe(uscc);
});

test('an office of a smaller division or of another province is not responsible', () => {
  expect(nearestAuthority(catalogue, 'market', '650100')).toBeUndefined();
  expect(nearestAuthority(catalogue, 'health', '110101')).toBeUndefined();
  expect(nearestAuthority(catalogue, 'police', '650100')).toBeUndefined();
});

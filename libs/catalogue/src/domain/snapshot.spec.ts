import { canonicalJson } from '@onething/kernel';
import fc from 'fast-check';
import { compile } from './compile';
import { arbitraryCase } from './fixtures/catalogue.arbitrary';
import { workedExample } from './fixtures/worked-example';
import { catalogueOf, closureOf, snapshotOf } from './snapshot';

const oneThing = workedExample.oneThings.get('openRestaurant')!;

test('what was stored gives the same plan as what was loaded', () => {
  const stored = catalogueOf(JSON.parse(JSON.stringify(snapshotOf(closureOf(workedExample, oneThing)))));
  expect(compile(stored, stored.oneThings.get('openRestaurant')!, {})).toEqual(compile(workedExample, oneThing, {}));
});

test('the closure of any one-thing is enough to compile it', () => {
  fc.assert(
    fc.property(arbitraryCase, ({ catalogue, oneThing: any, answers }) => {
      const planOf = (of: typeof catalogue): string => {
        try {
          return canonicalJson(compile(of, any, answers));
        } catch (error) {
          return (error as Error).message;
        }
      };
      expect(planOf(closureOf(catalogue, any))).toBe(planOf(catalogue));
    }),
  );
});

test('the closure leaves out what the one-thing does not refer to', () => {
  const more = {
    ...workedExample,
    departments: new Map([...workedExample.departments, ['other', { code: 'other', name: { zh: '', en: '' }, digits: '99' }]]),
  };
  expect(canonicalJson(snapshotOf(closureOf(more, oneThing)))).toBe(
    canonicalJson(snapshotOf(closureOf(workedExample, oneThing))),
  );
});

test('the order in which the catalogue was read does not change its bytes', () => {
  const turned = {
    ...workedExample,
    items: new Map([...workedExample.items].reverse()),
    materials: new Map([...workedExample.materials].reverse()),
  };
  expect(canonicalJson(snapshotOf(turned))).toBe(canonicalJson(snapshotOf(workedExample)));
});

test('a reference that leads nowhere is refused', () => {
  expect(() => closureOf({ ...workedExample, materials: new Map() }, oneThing)).toThrow('CATALOGUE.UNKNOWN_REFERENCE');
});

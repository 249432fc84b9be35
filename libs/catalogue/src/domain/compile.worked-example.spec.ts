import { compileStandard } from './compile';
import { workedExample } from './fixtures/worked-example';
import type { Saving } from './plan';

const plan = compileStandard(workedExample, workedExample.oneThings.get('openRestaurant')!);

const figures = (saving: Saving): string =>
  `${saving.before} → ${saving.after}, ${saving.saved} saved, ${(saving.rate * 100).toFixed(2)} %`;

test('the worked example of opening a restaurant comes out to the digit', () => {
  expect(figures(plan.savings.materials)).toBe('16 → 7, 9 saved, 56.25 %');
  expect(figures(plan.savings.steps)).toBe('14 → 5, 9 saved, 64.29 %');
  expect(figures(plan.savings.visits)).toBe('3 → 0, 3 saved, 100.00 %');
  expect(figures(plan.savings.days)).toBe('18 → 10, 8 saved, 44.44 %');
});

test('it says how many of the saved materials the union alone saves', () => {
  expect(plan.savings.materialsBy).toEqual({
    union: 5, predecessorResult: 0, licence: 2, sharedDatum: 1, promise: 0, onlineAuthorisation: 1,
  });
});

test('what is left to hand in are six papers and the merged form', () => {
  expect(plan.materials.filter((material) => material.status === 'handIn').map((material) => material.material).sort())
    .toEqual(['equipmentLayout', 'firePromise', 'fireRules', 'floorPlan', 'foodSafetyRules', 'signboardDesign']);
  expect(plan.materials.filter((material) => material.status === 'form').map((material) => material.material))
    .toEqual(['foodApplication', 'signboardApplication']);
});

test('days could be ten even if the items already ran side by side', () => {
  expect(plan.savings.longestItemDays).toBe(10);
  expect(plan.criticalPath).toEqual(['foodLicence']);
});

test('each saving is explained line by line in both languages', () => {
  expect(plan.savings.days.explanation.at(-1)).toEqual({
    zh: '联办：关键路径（食品经营许可新办）10个工作日',
    en: 'Together: critical path (Food business licence) 10 working days',
  });
  expect(plan.savings.steps.explanation).toContainEqual({
    zh: '户外招牌设置：申请、受理、instant、送达，共4个环节',
    en: 'Outdoor signboard: application, acceptance, instant, delivery; 4 steps',
  });
  expect(plan.savings.materials.explanation).toHaveLength(13);
});

import { join } from 'node:path';
import type { Catalogue } from '../domain/model';
import { formatProblem } from './catalogue-problem';
import { loadCatalogue } from './load-catalogue';

let catalogue: Catalogue;
let problems: string[];

beforeAll(async () => {
  const loaded = await loadCatalogue([join(__dirname, '../../../../config/catalogue')]);
  catalogue = loaded.catalogue;
  problems = loaded.problems.map(formatProblem);
});

test('the catalogue that ships has no problem', () => {
  expect(problems).toEqual([]);
});

test('five one-things of 2024 are open, the other eight are outlines', () => {
  const byStatus = Map.groupBy(catalogue.oneThings.values(), (oneThing) => oneThing.status);
  expect(byStatus.get('open')).toHaveLength(5);
  expect(byStatus.get('outline')).toHaveLength(8);
});

test('at least six different processes ship', () => {
  const shapes = [...catalogue.items.values()].map((item) => item.process.steps.map((step) => step.kind).join(' '));
  expect(new Set(shapes).size).toBeGreaterThanOrEqual(6);
});

test('119 items are for applicants of other provinces; seven are complete, two or more of each mode', () => {
  const items = [...catalogue.crossProvinceItems.values()];
  expect(items).toHaveLength(119);
  expect(items.every((item) => item.provenance === 'recalled')).toBe(true);
  const complete = items.filter((item) => item.serviceItem !== undefined);
  expect(complete).toHaveLength(7);
  for (const mode of ['online', 'collected', 'joint']) expect(complete.filter((item) => item.mode === mode).length).toBeGreaterThanOrEqual(2);
});

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

import type { Process, ProcessStep, StepKind } from '@onething/workflow';
import { straightProcess, text } from './fixtures/catalogue-builder';
import { longestPath, reachableSteps } from './longest-path';

function step(code: string, kind: StepKind, ...to: string[]): ProcessStep {
  return {
    code,
    kind,
    name: text(code),
    role: 'clerk',
    limit: { value: 1, unit: 'workingDays' },
    outcomes: to.map((target) => ({ code: target, name: text(target), to: target })),
  };
}

const codesOf = (process: Process): string[] => longestPath(process).map((counted) => counted.code);

test('result making belongs to delivery and is not counted', () => {
  expect(longestPath(straightProcess('examination', 'decision', 'resultMaking'))).toHaveLength(2);
});

test('of two branches the longer one counts', () => {
  const process = {
    start: 'a',
    steps: [step('a', 'examination', 'd', 'b'), step('b', 'siteInspection', 'd'), step('d', 'decision', '@granted')],
  };
  expect(codesOf(process)).toEqual(['a', 'b', 'd']);
});

test('a loop is walked once: an inspection that is repeated counts as one step', () => {
  const process = {
    start: 'a',
    steps: [
      step('a', 'examination', 'b'),
      step('b', 'siteInspection', 'c', 'd'),
      step('c', 'examination', 'b', '@refused'),
      step('d', 'decision', '@granted'),
    ],
  };
  expect(codesOf(process)).toEqual(['a', 'b', 'c']);
});

test('a way that never ends does not count', () => {
  const process = {
    start: 'a',
    steps: [step('a', 'examination', 'b', '@granted'), step('b', 'examination', 'c'), step('c', 'examination', 'b')],
  };
  expect(codesOf(process)).toEqual(['a']);
});

test('a densely connected process of twelve steps is still counted at once', () => {
  const codes = Array.from({ length: 12 }, (_, position) => `s${position}`);
  const steps = codes.map((code) => step(code, 'examination', ...codes, '@granted'));
  expect(longestPath({ start: 's0', steps })).toHaveLength(12);
});

test('when the situation closes every way, it is not considered', () => {
  expect(longestPath(straightProcess('examination', 'decision'), () => false)).toHaveLength(2);
});

test('steps behind closed outcomes are not reachable', () => {
  expect([...reachableSteps(straightProcess('examination', 'decision'), () => false)]).toEqual(['step1']);
});

import type { Process } from './process';
import { proveBundle, proveProcess } from './proof';

const name = { zh: '环节', en: 'Step' };
const limit = { value: 1, unit: 'workingDays' } as const;
const sound: Process = {
  start: 'examine',
  steps: [
    { code: 'examine', kind: 'review', reviewers: 2, name, role: 'reviewer', limit, outcomes: [{ code: 'pass', name, to: 'decide' }, { code: 'fail', name, to: '@refused' }] },
    { code: 'decide', kind: 'decision', name, role: 'head', limit, outcomes: [{ code: 'grant', name, to: '@granted', decides: 'grant' }, { code: 'back', name, to: 'examine' }] },
  ],
};

test('a sound process has a proof', () => {
  const proof = proveProcess(sound);
  expect(proof.problems).toEqual([]);
  expect(proof.states).toBeGreaterThan(8);
});

test('a step that only leads to itself is found', () => {
  const looping: Process = { ...sound, steps: [{ ...sound.steps[0]!, outcomes: [{ code: 'again', name, to: 'examine' }] }, sound.steps[1]!] };
  const messages = proveProcess(looping).problems.map((problem) => `${problem.at}: ${problem.message}`);
  expect(messages).toContain('decide: no way leads to this step');
});

test('a step with conditions on every way out is found', () => {
  const conditional: Process = {
    ...sound,
    steps: [sound.steps[0]!, { ...sound.steps[1]!, outcomes: [{ code: 'grant', name, to: '@granted', decides: 'grant', when: 'q.x == true' }] }],
  };
  expect(proveProcess(conditional).problems).toContainEqual({ at: 'decide', message: 'every way out has a condition; one without is needed' });
});

test('bundles are proved group by group, and a cycle is found', () => {
  const chain = { items: [{ code: 'a', dependsOn: [] }, { code: 'b', dependsOn: ['a'] }, { code: 'c', dependsOn: [] }] };
  expect(proveBundle(chain).problems).toEqual([]);
  const cycle = { items: [{ code: 'a', dependsOn: ['b'] }, { code: 'b', dependsOn: ['a'] }, { code: 'c', dependsOn: [] }] };
  expect(proveBundle(cycle).problems.map((problem) => problem.at)).toContain('a, b');
});

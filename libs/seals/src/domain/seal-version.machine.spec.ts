import fc from 'fast-check';
import { openActs, requireUsable, SEAL_ACTS, SEAL_STATES, type SealState, stateAfter } from './seal-version.machine';

const FINAL: SealState[] = ['rejected', 'replaced', 'cancelled'];

test('the way of a seal', () => {
  expect((['approve', 'make', 'file', 'enable', 'suspend', 'resume', 'replace'] as const).reduce<SealState>(stateAfter, 'applied')).toBe('replaced');
});

test('final states are never left, and say so', () => {
  for (const state of FINAL) for (const act of SEAL_ACTS) expect(() => stateAfter(state, act)).toThrow('This state is final.');
  expect(() => stateAfter('applied', 'make')).toThrow('It allows: approve, reject.');
});

test('whatever is tried, a seal is enabled only after approval, making and filing', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...SEAL_ACTS), { maxLength: 40 }), (acts) => {
    const path: SealState[] = ['applied'];
    for (const act of acts) if (openActs(path.at(-1)!).includes(act)) path.push(stateAfter(path.at(-1)!, act));
    const enabled = path.indexOf('enabled');
    if (enabled >= 0) expect(path.slice(0, enabled)).toEqual(['applied', 'approved', 'made', 'filed']);
  }));
});

describe('use', () => {
  const seal = { state: 'enabled' as const, purposes: ['licence' as const], validFrom: 100, validTo: 200 };

  test('within its time, for its purpose', () => {
    expect(() => requireUsable(seal, 'licence', 100)).not.toThrow();
    expect(() => requireUsable(seal, 'licence', 200)).not.toThrow();
  });

  test.each(SEAL_STATES.filter((state) => state !== 'enabled'))('not while %s', (state) => {
    expect(() => requireUsable({ ...seal, state }, 'licence', 150)).toThrow(expect.objectContaining({ code: 'SEALS.NOT_ENABLED' }));
  });

  test('not outside of its time, and for nothing else', () => {
    for (const now of [99, 201]) expect(() => requireUsable(seal, 'licence', now)).toThrow(expect.objectContaining({ code: 'SEALS.OUTSIDE_VALIDITY' }));
    expect(() => requireUsable(seal, 'notice', 150)).toThrow(expect.objectContaining({ code: 'SEALS.PURPOSE_NOT_AUTHORISED' }));
  });
});

import { DomainError } from '@onething/kernel';
import fc from 'fast-check';
import { changedState, checkReason, LICENCE_STATES, type LicenceChange, type LicenceState, openChanges } from './licence-state.machine';

const CHANGES: LicenceChange[] = ['suspend', 'reinstate', 'replace', 'cancel', 'withdraw', 'revoke', 'transfer'];
const FINAL: LicenceState[] = ['REPLACED', 'CANCELLED', 'WITHDRAWN', 'REVOKED', 'TRANSFERRED'];

describe('state of a licence', () => {
  it('leads a valid licence into every other state', () => {
    const reached = openChanges('VALID').map((change) => changedState('VALID', change));
    expect(reached.sort()).toEqual(LICENCE_STATES.filter((state) => state !== 'VALID').sort());
  });

  it('suspends and reinstates', () => {
    expect(changedState(changedState('VALID', 'suspend'), 'reinstate')).toBe('VALID');
  });

  it.each(['replace', 'transfer', 'suspend'] as const)('does not %s a suspended licence', (change) => {
    expect(() => changedState('SUSPENDED', change)).toThrow(expect.objectContaining({ code: 'LICENCES.CHANGE_REFUSED' }));
  });

  it.each(FINAL)('never leaves %s', (state) => {
    for (const change of CHANGES) expect(() => changedState(state, change)).toThrow(DomainError);
  });

  it('stays in a final state whatever is tried', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...CHANGES)), (changes) => {
      const path: LicenceState[] = ['VALID'];
      for (const change of changes) {
        const state = path.at(-1)!;
        if (openChanges(state).includes(change)) path.push(changedState(state, change));
      }
      expect(path.slice(0, -1).filter((state) => FINAL.includes(state))).toEqual([]);
    }));
  });

  it('says what a state allows', () => {
    expect(() => changedState('VALID', 'reinstate')).toThrow('It allows: suspend, replace, cancel, withdraw, revoke, transfer.');
    expect(() => changedState('REVOKED', 'reinstate')).toThrow('This state is final.');
  });
});

describe('reason of a change', () => {
  it('is needed, and at most 200 characters long', () => {
    expect(() => checkReason({ words: '持证人申请注销' })).not.toThrow();
    expect(() => checkReason({ words: '  ' })).toThrow(expect.objectContaining({ code: 'LICENCES.REASON_MISSING' }));
    expect(() => checkReason({ words: '𠮷'.repeat(200) })).not.toThrow();
    expect(() => checkReason({ words: '字'.repeat(201) })).toThrow(expect.objectContaining({ code: 'LICENCES.REASON_TOO_LONG' }));
  });
});

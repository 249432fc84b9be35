import { decidedState, shownConsentState } from './consent.machine';

const NOW = Date.parse('2026-11-24T08:00:00Z');
const LATER = NOW + 60_000;
const code = (value: string) => expect.objectContaining({ code: value });

describe('consent', () => {
  it('is granted or refused once asked, and a granted one can be revoked', () => {
    expect(decidedState('asked', 'grant', LATER, NOW)).toBe('granted');
    expect(decidedState('asked', 'refuse', LATER, NOW)).toBe('refused');
    expect(decidedState('granted', 'revoke', LATER, NOW)).toBe('revoked');
  });

  it.each(['granted', 'refused', 'revoked'] as const)('is not decided again when it is %s', (state) => {
    expect(() => decidedState(state, 'grant', LATER, NOW)).toThrow(code('CONSENTS.ALREADY_DECIDED'));
    expect(() => decidedState(state, 'refuse', LATER, NOW)).toThrow(code('CONSENTS.ALREADY_DECIDED'));
  });

  it.each(['asked', 'refused', 'revoked'] as const)('cannot be revoked while it is %s', (state) => {
    expect(() => decidedState(state, 'revoke', LATER, NOW)).toThrow(code('CONSENTS.NOT_GRANTED'));
  });

  it('ends with its term, on the instant', () => {
    expect(shownConsentState('granted', NOW + 1, NOW)).toBe('granted');
    expect(shownConsentState('granted', NOW, NOW)).toBe('expired');
    expect(shownConsentState('refused', NOW, NOW)).toBe('refused');
    expect(() => decidedState('asked', 'grant', NOW, NOW)).toThrow(code('CONSENTS.EXPIRED'));
  });
});

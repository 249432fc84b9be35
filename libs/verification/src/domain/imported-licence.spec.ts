import { VERDICTS } from './checks';
import { type ImportEvidence, importedAs } from './imported-licence';

const self = { personId: 'self', name: '王丽', number: '650102199001010020' };
const child = { personId: 'child', name: '李小宝', number: null };
const metadata = (more: Record<string, string> = {}) => {
  const elements = new Map(Object.entries({ ZZMC: '居住证', ZZBH: 'J-1', ZZBFJG: '别处公安局', ZZBFRQ: '20250102', ZZYXQJZRQ: '20300101', CZZT: '王丽', CZZTDM: self.number, ...more }));
  return { get: (element: string) => elements.get(element) };
};
const evidence = (change: Partial<ImportEvidence> = {}): ImportEvidence => ({ verdict: 'validAsFile', valid: true, metadata: metadata(), holders: [self, child], asUnverified: false, fileName: '居住证.pdf', ...change });
const codeOf = (change: Partial<ImportEvidence>): string => {
  try {
    importedAs(evidence(change));
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code.replace('VERIFICATION.', '');
  }
};

test('a file for which a list vouches comes in as such, with what it says', () => {
  expect(importedAs(evidence())).toEqual({
    standing: 'verifiedByFile', holder: self, facts: { title: '居住证', number: 'J-1', issuer: '别处公安局', issuedOn: '2025-01-02', validTo: '2030-01-01' },
  });
  expect(importedAs(evidence({ metadata: metadata({ ZZYXQJZRQ: '99991231' }) })).facts).not.toHaveProperty('validTo');
});

test.each([
  ['of somebody else', { metadata: metadata({ CZZT: '别人' }) }, 'IMPORT_OTHER_HOLDER'], ['of a namesake', { metadata: metadata({ CZZTDM: '650102198001010020' }) }, 'IMPORT_OTHER_HOLDER'],
  ['a document', { metadata: undefined }, 'IMPORT_NO_LICENCE'], ['no list to ask', { verdict: undefined, valid: false }, 'IMPORT_NO_TRUST'],
] as const)('%s: refused', (_, change, code) => expect(codeOf(change)).toBe(code));

test.each(VERDICTS.filter((verdict) => !['valid', 'validAsFile', 'validDocument'].includes(verdict)))('%s: refused; kept as unverified only when nobody can judge it', (verdict) => {
  expect(codeOf({ verdict, valid: false })).toBe('IMPORT_REFUSED');
  const isUnjudged = ['malformedFile', 'foreignRoot', 'untrustedChain', 'revocationUnknown'].includes(verdict);
  expect(codeOf({ verdict, valid: false, asUnverified: true })).toBe(isUnjudged ? 'taken' : 'IMPORT_REFUSED');
});

test('unverified: what the file says, or its name; never of somebody else', () => {
  const unknown = { verdict: undefined, valid: false, asUnverified: true };
  expect(importedAs(evidence({ ...unknown, metadata: undefined }))).toEqual({ standing: 'unverified', holder: self, facts: { title: '居住证' } });
  expect(importedAs(evidence({ ...unknown, metadata: metadata() }))).toMatchObject({ standing: 'unverified', facts: { number: 'J-1' } });
  expect(codeOf({ ...unknown, metadata: metadata({ CZZT: '别人' }) })).toBe('IMPORT_OTHER_HOLDER');
});

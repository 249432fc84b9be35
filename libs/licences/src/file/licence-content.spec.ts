import { licenceContent, type LicenceSource } from './licence-content';

test.each([['注册资本（万元）', '50'], ['房租', '50 元']])('an amount of %s is printed as %s', (zh, printed) => {
  const type = { code: 't', name: { zh: '证', en: 'Licence' }, face: [{ code: 'amount', name: { zh, en: 'Amount' }, type: 'money' }] };
  const licence = { face: { amount: 50 }, validity: { from: '2026-03-02' }, number: '1', issuedOn: '2026-03-02' };
  const source = { licence, type, catalogue: { divisions: new Map(), elements: new Map() }, issuerName: '某局', publicUrl: 'https://example.org' } as unknown as LicenceSource;
  expect(licenceContent(source).fields[0]).toEqual({ label: zh, value: printed });
});

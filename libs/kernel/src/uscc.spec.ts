import fc from 'fast-check';
import { isUscc, organisationCheckCharacter, parseUscc, usccCheckCharacter } from './uscc';

test.each([
  '11100000000013127D', '111000000000131433', '11100000000013338W', '11100000000019713D',
  '11100000MB03271699', '11100000MB0143028R', '11100000MB0341032Y', '91650100MA7A00017L',
])('%s passes', (code) => {
  expect(parseUscc(code).code).toBe(code);
});

test('its parts', () => {
  expect(parseUscc('91650100ma7a00017l')).toEqual({
    code: '91650100MA7A00017L', registrar: '9', organisationKind: '1', divisionCode: '650100', organisationCode: 'MA7A00017',
  });
});

test.each([
  ['91650100MA7A00017', 'USCC.FORM'],
  ['9165010OMA7A00017L', 'USCC.FORM'],
  ['91650100MA7A00017I', 'USCC.FORM'],
  ['9165A100MA7A00017L', 'USCC.FORM'],
  ['91650100MA7A00017K', 'USCC.CHECK_CHARACTER'],
])('%s is refused with %s', (code, failure) => {
  expect(() => parseUscc(code, 'company.number')).toThrow(
    expect.objectContaining({ code: failure, extra: { fields: [expect.objectContaining({ field: 'company.number' })] } }),
  );
});

test('a wrong organisation code is found although the last character fits', () => {
  const body = '91650100MA7A00018';
  expect(() => parseUscc(body + usccCheckCharacter(body))).toThrow(expect.objectContaining({ code: 'USCC.ORGANISATION_CODE' }));
});

test('every composed code passes, and any one wrong character is found', () => {
  const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const organisation = fc.array(fc.constantFrom(...letters), { minLength: 8, maxLength: 8 }).map((all) => all.join(''));
  fc.assert(fc.property(organisation, fc.nat(17), fc.constantFrom(...letters), (eight, place, wrong) => {
    const body = `91650102${eight}${organisationCheckCharacter(eight)}`;
    const code = body + usccCheckCharacter(body);
    expect(isUscc(code)).toBe(true);
    fc.pre(code[place] !== wrong);
    expect(isUscc(code.slice(0, place) + wrong + code.slice(place + 1))).toBe(false);
  }));
});

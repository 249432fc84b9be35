import fc from 'fast-check';
import { citizenIdCheckDigit, isCitizenId, parseCitizenId } from './citizen-id';
import { fromEpochDay } from './civil-date';

const TODAY = '2026-03-02';

test('the samples of the standard', () => {
  expect(parseCitizenId('11010519491231002X', TODAY)).toEqual({
    number: '11010519491231002X', kind: 'citizen', divisionCode: '110105', birthDate: '1949-12-31', sex: 'female',
  });
  expect(parseCitizenId('440524188001010014', TODAY)).toMatchObject({ birthDate: '1880-01-01', sex: 'male' });
});

test.each(['650102199001010017', '650102198506150029', '654021197512310036', '653101200110050044'])('%s passes', (number) => {
  expect(isCitizenId(number, TODAY)).toBe(true);
});

test('a small x is read as X', () => {
  expect(parseCitizenId('11010519491231002x', TODAY).number).toBe('11010519491231002X');
});

test('permits of residents from Hong Kong, Macao and Taiwan and of foreigners follow the same rule', () => {
  const permit = (body: string): string => body + citizenIdCheckDigit(body);
  expect(parseCitizenId(permit('81000019900101001'), TODAY).kind).toBe('residencePermit');
  expect(parseCitizenId(permit('91184019900101002'), TODAY)).toMatchObject({ kind: 'foreignerPermit', sex: 'female' });
});

test.each([
  ['65010219900101001', 'CITIZEN_ID.FORM'],
  ['650102900101001', 'CITIZEN_ID.FORM'],
  ['6501021990010100１７', 'CITIZEN_ID.FORM'],
  ['X50102199001010017', 'CITIZEN_ID.FORM'],
  ['160102199001010017', 'CITIZEN_ID.DIVISION'],
  ['650102199002300017', 'CITIZEN_ID.BIRTH_DATE'],
  ['650102202603030017', 'CITIZEN_ID.BIRTH_DATE'],
  ['650102199001010018', 'CITIZEN_ID.CHECK_DIGIT'],
])('%s is refused with %s, and the failure names the field but not the number', (number, code) => {
  let caught: unknown;
  try {
    parseCitizenId(number, TODAY, 'child.number');
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({ kind: 'invalid', code, extra: { fields: [{ field: 'child.number', code }] } });
  expect(JSON.stringify(caught) + String(caught)).not.toContain(number);
});

test('somebody born today has a valid number', () => {
  const body = '65010220260302' + '001';
  expect(isCitizenId(body + citizenIdCheckDigit(body), TODAY)).toBe(true);
  expect(isCitizenId(body + citizenIdCheckDigit(body), '2026-03-01')).toBe(false);
});

test('every composed number reads back, and any one wrong digit is found', () => {
  const birthDay = fc.integer({ min: -20_000, max: 20_500 }).map(fromEpochDay);
  fc.assert(fc.property(birthDay, fc.integer({ min: 0, max: 999 }), fc.nat(16), fc.nat(9), (birthDate, serial, place, digit) => {
    const body = `650102${birthDate.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
    const number = body + citizenIdCheckDigit(body);
    expect(parseCitizenId(number, TODAY)).toMatchObject({ birthDate, sex: serial % 2 === 1 ? 'male' : 'female' });
    fc.pre(number[place] !== String(digit));
    expect(isCitizenId(number.slice(0, place) + digit + number.slice(place + 1), TODAY)).toBe(false);
  }));
});

import { correctedValue, showsCorrected } from './correction';

const TODAY = '2026-03-02';
const PERSON = { kind: 'natural' as const, name: '王丽', number: '650102199403150020' };
const RIGHT = '65010219900307409X';

test.each([
  ['name', '王莉', '王莉'], ['number', RIGHT.toLowerCase(), RIGHT],
] as const)('of a %s is kept in its one written form', (field, value, expected) => {
  expect(correctedValue(PERSON, field, value, TODAY)).toBe(expected);
});

test.each([
  ['name', '王丽', 'IDENTITY.NOTHING_TO_CORRECT'], ['number', PERSON.number, 'IDENTITY.NOTHING_TO_CORRECT'], ['number', '650102199403150021', 'CITIZEN_ID.CHECK_DIGIT'],
] as const)('of a %s to %s is refused', (field, value, code) => {
  expect(() => correctedValue(PERSON, field, value, TODAY)).toThrow(expect.objectContaining({ code, extra: { fields: [expect.objectContaining({ field: 'value' })] } }));
});

test('of a person without a number there is none', () => {
  expect(() => correctedValue({ ...PERSON, number: null }, 'number', RIGHT, TODAY)).toThrow(expect.objectContaining({ code: 'IDENTITY.NOTHING_TO_CORRECT' }));
});

test.each([
  [{ name: '王莉', number: PERSON.number }, true], [{ name: '王 莉', number: PERSON.number }, false], [{ name: '王丽', number: PERSON.number }, false],
  [{ name: '王莉', number: RIGHT }, false],
])('a paper %j shows a corrected name: %s', (shown, expected) => {
  expect(showsCorrected(shown, PERSON, { field: 'name', newValue: '王莉' })).toBe(expected);
});

test.each([[{ name: '王 丽', number: RIGHT.toLowerCase() }, true], [{ name: '王丽', number: PERSON.number }, false], [{ name: '王莉', number: RIGHT }, false]])(
  'a paper %j shows a corrected number: %s', (shown, expected) => {
    expect(showsCorrected(shown, PERSON, { field: 'number', newValue: RIGHT })).toBe(expected);
  });

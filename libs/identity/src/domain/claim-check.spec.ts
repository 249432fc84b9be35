import { checkedIdentity, isSameIdentity, type SaidIdentity } from './claim-check';

const TODAY = '2026-03-02';
const ZHANG: SaidIdentity = { kind: 'natural', name: '张三', number: '11010519491231002x' };
const COMPANY: SaidIdentity = { kind: 'legal', name: '某某（新疆）有限公司', number: '91650100ma7a00017l', representative: { name: '张三', number: '11010519491231002x' } };

test('numbers get their one written form', () => {
  expect(checkedIdentity(ZHANG, TODAY).number).toBe('11010519491231002X');
  expect(checkedIdentity(COMPANY, TODAY)).toMatchObject({ number: '91650100MA7A00017L', representative: { number: '11010519491231002X' } });
});

test.each<[string, SaidIdentity, string, string]>([
  ['a wrong check digit', { ...ZHANG, number: '110105194912310021' }, 'CITIZEN_ID.CHECK_DIGIT', 'number'],
  ['a company\'s code for a person', { ...ZHANG, number: COMPANY.number }, 'CITIZEN_ID.FORM', 'number'],
  ['a person\'s number for a company', { ...COMPANY, number: ZHANG.number }, 'USCC.CHECK_CHARACTER', 'number'],
  ['a company without a representative', { ...COMPANY, representative: undefined }, 'IDENTITY.REPRESENTATIVE_MISSING', 'representative'],
  ['a wrong number of the representative', { ...COMPANY, representative: { name: '张三', number: '1' } }, 'CITIZEN_ID.FORM', 'representative.number'],
  ['a natural person with a representative', { ...ZHANG, representative: COMPANY.representative! }, 'IDENTITY.REPRESENTATIVE_NEEDLESS', 'representative'],
])('%s is refused naming the field', (_, said, code, field) => {
  expect(() => checkedIdentity(said, TODAY)).toThrow(expect.objectContaining({ kind: 'invalid', code, extra: { fields: [expect.objectContaining({ field })] } }) as Error);
});

test.each<[string, SaidIdentity, boolean]>([
  ['full-width brackets or half-width ones', { ...COMPANY, name: '某某(新疆)有限公司' }, true],
  ['another name', { ...COMPANY, name: '某某有限公司' }, false],
  ['another number', { ...COMPANY, number: '91650100MA7A00018J' }, false],
  ['another representative', { ...COMPANY, representative: { ...COMPANY.representative!, name: '李四' } }, false],
  ['no representative', { ...COMPANY, representative: undefined }, false],
  ['another kind', { ...COMPANY, kind: 'natural' }, false],
])('with %s it is the same: %s', (_, other, expected) => {
  expect(isSameIdentity(COMPANY, other)).toBe(expected);
  expect(isSameIdentity(other, COMPANY)).toBe(expected);
});

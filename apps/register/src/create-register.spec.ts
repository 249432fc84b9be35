import { createRegister } from './create-register';
import { matches, readRecords, type RegisterRecord } from './record';

const KEY = 'a shared key of at least thirty-two characters';
const PERSON: RegisterRecord = { kind: 'natural', name: '示例·一', number: '11010519491231002X', mobile: '19900010001', synthetic: true };
const COMPANY: RegisterRecord = {
  kind: 'legal', name: '示例（新疆）有限公司', number: '91650100MA7A00017L', mobile: '19900010001', representative: { name: PERSON.name, number: PERSON.number }, synthetic: true,
};
const said = ({ synthetic: _, ...question }: RegisterRecord) => question;

let hour = 0;
const register = createRegister({ records: readRecords(JSON.stringify([PERSON, COMPANY])), key: KEY, now: () => hour * 3_600_000 });
afterAll(() => register.close());
beforeEach(() => {
  hour += 1;
});

const ask = async (payload: object | string, authorization = `Bearer ${KEY}`) => {
  const answer = await register.inject({ method: 'POST', url: '/checks', headers: { authorization, 'content-type': 'application/json' }, payload });
  return { status: answer.statusCode, body: answer.body };
};

test('everything together matches, also in half-width brackets', async () => {
  expect(await ask(said(PERSON))).toEqual({ status: 200, body: '{"match":true}' });
  expect(await ask({ ...said(COMPANY), name: '示例(新疆)有限公司' })).toEqual({ status: 200, body: '{"match":true}' });
});

test.each<[string, object]>([
  ['another name', { ...said(PERSON), name: '示例·二' }],
  ['another mobile', { ...said(PERSON), mobile: '19900010002' }],
  ['an unknown number', { ...said(PERSON), number: '650102199001010017' }],
  ['another kind', { ...said(PERSON), kind: 'legal' }],
  ['a representative of a natural person', { ...said(PERSON), representative: COMPANY.representative }],
  ['no representative of a company', { ...said(COMPANY), representative: undefined }],
  ['another representative', { ...said(COMPANY), representative: { ...COMPANY.representative, name: '别人' } }],
])('%s does not, in the same words', async (_, question) => {
  expect(await ask(question)).toEqual({ status: 200, body: '{"match":false}' });
});

test.each<[string, object | string]>([
  ['a number alone', { kind: 'natural', number: PERSON.number }], ['number and name', { kind: 'natural', number: PERSON.number, name: PERSON.name }],
  ['another field', { ...said(PERSON), address: 'x' }], ['a wrong type', { ...said(PERSON), mobile: 19_900_010_001 }], ['broken JSON', '{"kind":'], ['a list', []],
])('%s is no question, and the answer repeats nothing', async (_, question) => {
  const { status, body } = await ask(question);
  expect(status).toBe(400);
  expect(body).toBe('{"error":"This is no question that the register answers."}');
});

test.each(['', 'Bearer ', `Bearer ${KEY}x`, KEY])('the key %j opens nothing', async (authorization) => {
  expect((await ask(said(PERSON), authorization)).status).toBe(401);
});

test('one number is asked about twenty times an hour', async () => {
  for (let time = 0; time < 20; time += 1) await ask({ ...said(PERSON), mobile: `1990002${String(time).padStart(4, '0')}` });
  expect((await ask(said(PERSON))).status).toBe(429);
  expect((await ask(said(COMPANY))).status).toBe(200);
  hour += 1;
  expect((await ask(said(PERSON))).status).toBe(200);
});

test('records that are not marked as made up are not read', () => {
  expect(() => readRecords(JSON.stringify([PERSON, { ...PERSON, synthetic: false }]))).toThrow('record 2');
  expect(() => readRecords('{}')).toThrow('REGISTER_FILE');
  expect(matches(undefined, said(PERSON))).toBe(false);
});

import { maskClientAddress } from './client-address';
import { exportLines } from './act-export';

const ACT = {
  id: 'a', recordedAt: Date.parse('2026-03-02T02:00:00Z'), act: 'login.failed', outcome: 'refused', actorAccountId: null, actorPersonId: null, actorRoles: ['clerk', 'head'],
  subjectPersonId: null, objectKind: 'case', objectId: '=1+1', address: '203.0.113.*', requestId: 'a "b", c', detail: { tries: 3 }, hasReason: true,
};
const acts = async function* () {
  yield ACT;
};
const text = async (format: 'jsonl' | 'csv') => {
  let lines = '';
  for await (const line of exportLines(format, acts())) lines += line;
  return lines;
};

test('JSON Lines: an object a line', async () => {
  expect(JSON.parse(await text('jsonl'))).toEqual({ ...ACT, recordedAt: '2026-03-02T02:00:00.000Z' });
});

test('CSV: quoted where need be, and nothing is a formula', async () => {
  const [head, line, end] = (await text('csv')).split('\r\n');
  expect(head).toMatch(/^\ufeffid,recordedAt,act/);
  expect(line).toBe(`a,2026-03-02T02:00:00.000Z,login.failed,refused,,,clerk head,,case,'=1+1,203.0.113.*,"a ""b"", c","{""tries"":3}",true`);
  expect(end).toBe('');
});

test.each([['203.0.113.7', '203.0.113.*'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::*'], ['2001:db8::7', '2001:db8::*'], ['::1', '::*']])('the address %s is listed as %s', (address, shown) => {
  expect(maskClientAddress(address)).toBe(shown);
});

import { addKey, generateKeySet, Keyring, type KeySet, rotateKeys, sqlEncryptedColumn } from '@onething/crypto';
import { citizenIdCheckDigit, newId, VirtualClock } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { comparableName } from './domain/person-name';
import { NAME_PURPOSE, NUMBER_PURPOSE, PersonRepository } from './persistence/person.repository';
import { PersonDirectory } from './person-directory';

const NOW = Date.parse('2026-03-02T02:00:00Z');
const clock = new VirtualClock(NOW);
const keySet = generateKeySet();
let clone: TestDatabase;
let database: Database;
let directory: PersonDirectory;
let serial = 0;

const directoryWith = (keys: KeySet): PersonDirectory => new PersonDirectory(database, new PersonRepository(new Keyring(keys)), clock);
const ask = <Row>(text: string): Promise<Row[]> => database.query<Row>({ name: `test.${text.slice(0, 50)}`, text }, []);

/** Another valid number each time. */
function someNumber(): string {
  serial += 1;
  const body = `65010219900101${String(serial).padStart(3, '0')}`;
  return body + citizenIdCheckDigit(body);
}

const person = (number?: string) => ({ kind: 'natural' as const, name: '张三', number, divisionCode: '650102' });

beforeAll(async () => {
  clone = await createTestDatabase();
  database = new Database({ url: clone.appUrl, poolSize: 4 });
  directory = directoryWith(keySet);
});
afterAll(async () => {
  await database?.close();
  await clone?.drop();
});

test('a registered person is found by id and by number, also with a small x', async () => {
  const registered = await directory.register(person('11010519491231002x'));
  expect(registered).toMatchObject({ kind: 'natural', name: '张三', number: '11010519491231002X', synthetic: false });
  expect(await directory.getPerson(registered.id)).toEqual(registered);
  expect(await directory.getKind(registered.id)).toBe(registered.kind);
  expect(await directory.findByNumber('11010519491231002x')).toEqual(registered);
  expect(await directory.findByNumber(someNumber())).toBeUndefined();
  expect(await directory.findByNumber('no number')).toBeUndefined();
  await expect(directory.getPerson(newId(NOW))).rejects.toMatchObject({ kind: 'notFound', code: 'IDENTITY.PERSON_NOT_FOUND' });
  await expect(directory.getKind(newId(NOW))).rejects.toMatchObject({ code: 'IDENTITY.PERSON_NOT_FOUND' });
});

test('neither name nor number stands readable in the table', async () => {
  const number = someNumber();
  await directory.register({ ...person(number), name: '欧阳可见' });
  const [{ text }] = await ask<{ text: string }>('SELECT jsonb_agg(to_jsonb(person))::text AS text FROM onething.person') as [{ text: string }];
  expect(text).not.toContain(number);
  expect(text).not.toContain('欧阳可见');
});

test('a registration that comes twice under one id has one effect', async () => {
  const input = { ...person(someNumber()), id: newId(NOW) };
  const [first, second] = await Promise.all([directory.register(input), directory.register(input)]);
  expect(second).toEqual(first);
  await expect(directory.register({ ...input, number: someNumber() })).rejects.toMatchObject({ code: 'IDENTITY.PERSON_DIFFERS' });
});

test('a number belongs to one person, and the refusal does not spoil the caller\'s transaction', async () => {
  const number = someNumber();
  await directory.register(person(number));
  const later = await database.transaction(async (tx) => {
    await expect(directory.register(person(number), tx)).rejects.toMatchObject({ kind: 'conflict', code: 'IDENTITY.NUMBER_TAKEN' });
    return directory.register(person(someNumber()), tx);
  });
  expect(await directory.getPerson(later.id)).toEqual(later);
});

test('of many who register one number at once, one wins', async () => {
  const number = someNumber();
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => directory.register(person(number))));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('an invalid number is refused naming its field', async () => {
  await expect(directory.register(person('650102199001010018'))).rejects.toMatchObject({ kind: 'invalid', extra: { fields: [{ field: 'number' }] } });
  await expect(directory.register({ ...person('11010519491231002X'), kind: 'legal' })).rejects.toMatchObject({ kind: 'invalid' });
});

test('a newborn gets its number once', async () => {
  const child = await directory.register(person());
  const number = someNumber();
  expect(child.number).toBeNull();
  await directory.assignNumber(child.id, number);
  await directory.assignNumber(child.id, number);
  expect((await directory.getPerson(child.id)).number).toBe(number);
  await expect(directory.assignNumber(child.id, someNumber())).rejects.toMatchObject({ code: 'IDENTITY.HAS_OTHER_NUMBER' });
  const other = await directory.register(person());
  await expect(directory.assignNumber(other.id, number)).rejects.toMatchObject({ code: 'IDENTITY.NUMBER_TAKEN' });
  await expect(directory.assignNumber(newId(NOW), number)).rejects.toMatchObject({ code: 'IDENTITY.PERSON_NOT_FOUND' });
});

test('of two children who get one number at once, one has it', async () => {
  const children = await Promise.all([directory.register(person()), directory.register(person())]);
  const number = someNumber();
  const outcomes = await Promise.allSettled(children.map(({ id }) => directory.assignNumber(id, number)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({ reason: { code: 'IDENTITY.NUMBER_TAKEN' } });
});

test('guardians and children know each other', async () => {
  const [child, mother, father] = await Promise.all([directory.register(person()), directory.register(person(someNumber())), directory.register(person(someNumber()))]);
  await directory.addGuardian(child.id, mother.id, 'YJS65010220260302000001');
  await directory.addGuardian(child.id, mother.id, 'YJS65010220260302000001');
  await directory.addGuardian(child.id, father.id, 'YJS65010220260302000001');
  expect(await directory.childrenOf(mother.id)).toEqual([child]);
  expect(new Set((await directory.guardiansOf(child.id)).map(({ id }) => id))).toEqual(new Set([mother.id, father.id]));
  await expect(directory.addGuardian(child.id, newId(NOW), 'x')).rejects.toMatchObject({ code: 'IDENTITY.PERSON_NOT_FOUND' });
});

test('several people of one name are found by it, in whatever form it is typed', async () => {
  const name = '某某（同名）有限公司';
  const [one, other] = await Promise.all([directory.register({ ...person(), name }), directory.register({ ...person(), name })]);
  expect(await directory.findIdsByName('某某(同名) 有限公司', 10)).toEqual([one.id, other.id].sort());
  expect(await directory.findIdsByName('某某（同名）有限公司', 1)).toHaveLength(1);
  expect(await directory.findIdsByName('某某', 10)).toEqual([]);
});

test('after a rotation in small batches everybody is found under the new keys alone', async () => {
  const number = someNumber();
  const before = await directory.register(person(number));
  const renewed = addKey(addKey(keySet, 'encryption'), 'blindIndex');
  const during = directoryWith(renewed);
  expect(await during.findByNumber(number)).toEqual(before);
  expect(await during.findIdsByName(before.name, 1_000)).toContain(before.id);
  await expect(during.register(person(number))).rejects.toMatchObject({ code: 'IDENTITY.NUMBER_TAKEN' });
  const columns = [
    sqlEncryptedColumn(database, { table: 'person', field: 'name', key: 'id', index: { column: 'name_index', purpose: NAME_PURPOSE, form: comparableName } }),
    sqlEncryptedColumn(database, { table: 'person', field: 'number', key: 'id', index: { column: 'number_index', purpose: NUMBER_PURPOSE } }),
  ];
  const [counts] = await ask<{ persons: number; numbers: number }>('SELECT count(*) AS persons, count(number) AS numbers FROM onething.person');
  const totals = await rotateKeys(new Keyring(renewed), columns, { batchSize: 3 });
  expect(totals).toEqual({ 'person.name': counts!.persons, 'person.number': counts!.numbers });
  const after = directoryWith({
    encryption: { current: 'e2', keys: { e2: renewed.encryption.keys['e2']! } },
    blindIndex: { current: 'b2', keys: { b2: renewed.blindIndex.keys['b2']! } }, signing: renewed.signing,
  });
  expect(await after.findByNumber(number)).toEqual(before);
  expect(await after.findIdsByName(before.name, 1_000)).toContain(before.id);
  expect(await rotateKeys(new Keyring(renewed), columns)).toEqual({ 'person.name': 0, 'person.number': 0 });
});

import { prepareFirstStart } from '../../apps/api/src/start/first-start';
import { SETTINGS } from '@onething/config';
import { DEMO_RESIDENTS, PersonDirectory } from '@onething/identity';
import { newId } from '@onething/kernel';
import { Consents, DemoLicences, LicenceRegister } from '@onething/licences';
import { Database } from '@onething/persistence';
import { startTestPlatform, TEST_NOW, type TestPlatform } from '../support/test-platform';

const ISSUER = { uscc: '11650102MBX7C01762', department: 'health', division: '650102' };
const resident = (login: string) => DEMO_RESIDENTS.find((one) => one.login === login)!;

let platform: TestPlatform;
let mother: string;
let father: string;
let clerk: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  await prepareFirstStart(platform.app, platform.app.get(SETTINGS));
  [mother, father, clerk] = [await platform.login('mother'), await platform.login('father'), await platform.login('health.clerk')];
});
afterAll(() => platform?.stop());

const get = (path: string, token: string) => platform.request.get(`/api${path}`).set('authorization', `Bearer ${token}`);
const post = (path: string, token: string) => platform.request.post(`/api${path}`).set('authorization', `Bearer ${token}`);
const inTransaction = <T>(work: Parameters<Database['transaction']>[0]) => platform.app.get(Database).transaction(work) as Promise<T>;

async function issueToChild(guardian: string): Promise<string> {
  const directory = platform.app.get(PersonDirectory, { strict: false });
  const child = await directory.register({ kind: 'natural', name: '李小明', divisionCode: '650102' });
  await directory.addGuardian(child.id, guardian, 'test');
  const licenceId = newId(TEST_NOW);
  await inTransaction((tx) => platform.app.get(LicenceRegister).issue(tx, {
    licenceId, typeCode: 'birth-certificate', officialTypeCode: '11650100MBX7B0170T001', holderPersonId: child.id, face: { childName: '李小明' }, issuer: ISSUER,
    caseId: newId(TEST_NOW), itemId: newId(TEST_NOW), issuedOn: '2026-03-02',
  }));
  return licenceId;
}

async function askFather(scope = ['id-card']): Promise<string> {
  const { id } = resident('mother');
  const asked = await inTransaction<{ id: string }>((tx) => platform.app.get(Consents).ask(tx, {
    caseId: newId(TEST_NOW), requestedBy: { accountId: id, personId: id }, holderNumber: resident('father').number, subject: 'otherParent', scope,
    purpose: { zh: '办理新生儿出生一件事', en: 'A newborn one-thing' },
  }));
  return asked.id;
}

describe('GET /api/licences', () => {
  test('lists the own licences, newest first, numbers and names masked', async () => {
    const { body, headers } = await get('/licences', mother).expect(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body.entries.map((entry: { type: { code: string } }) => entry.type.code)).toEqual(['marriage-certificate', 'id-card', 'household-booklet']);
    expect(body.entries[1]).toMatchObject({
      type: { name: { zh: '居民身份证' } }, number: expect.stringMatching(/^650102\*{8}\d{3}[\dX]$/), state: 'VALID', origin: 'seeded',
      holder: { relation: 'self', name: '王*' }, issuedOn: '2019-03-12', validTo: '2039-03-12',
    });
    expect(JSON.stringify(body)).not.toMatch(/王丽|face/);
  });

  test('lists the children\'s to the guardian, and says whose each is', async () => {
    const id = await issueToChild(resident('father').id);
    const { body } = await get('/licences?limit=1', father).expect(200);
    expect(body.entries).toMatchObject([{ id, holder: { relation: 'child', name: '李*明' }, number: 'MBX7C01762026000001' }]);
    expect((await get(`/licences/${id}`, father).expect(200)).body).toMatchObject({ holder: { name: '李小明' }, issuer: ISSUER });
    await get(`/licences/${id}`, mother).expect(404);
  });

  test('pages to the end', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await get(`/licences?limit=2${after ? `&after=${after}` : ''}`, mother).expect(200);
      seen.push(...body.entries.map((entry: { id: string }) => entry.id));
      after = body.next;
    } while (after);
    expect(new Set(seen).size).toBe(3);
  });

  test.each([
    ['limit', '?limit=0', 400], ['limit', '?limit=x', 400], ['limit', '?limit=101', 400], ['after', '?after=%00', 400],
    ['after', '?after=nonsense', 422], ['colour', '?colour=red', 400],
  ])('names a wrong %s in %s', async (field, query, status) => {
    const { body } = await get(`/licences${query}`, mother).expect(status);
    expect(body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  test('is not for staff, nor without a token', async () => {
    await get('/licences', clerk).expect(403);
    await platform.request.get('/api/licences').expect(401);
  });
});

describe('GET /api/licences/:id', () => {
  test('shows the holder the whole face, in the order of the type, and others nothing', async () => {
    const { body: list } = await get('/licences', mother);
    const { id } = list.entries[1];
    const { body } = await get(`/licences/${id}`, mother).expect(200);
    expect(body).toMatchObject({ number: resident('mother').number, holder: { relation: 'self', name: '王丽' }, issuer: { department: 'publicSecurity' } });
    expect(body.face.map((field: { code: string }) => field.code)).toEqual(['name', 'sex', 'ethnicity', 'birthDate', 'address', 'citizenNumber', 'issuer']);
    expect(body.face[1]).toEqual({ code: 'sex', name: { zh: '性别', en: 'Sex' }, value: 'female' });
    const foreign = (await get(`/licences/${id}`, father).expect(404)).body;
    const absent = (await get(`/licences/${newId(TEST_NOW)}`, father).expect(404)).body;
    expect({ ...foreign, instance: '', requestId: '' }).toEqual({ ...absent, instance: '', requestId: '' });
    await get('/licences/7', mother).expect(400);
  });
});

describe('consents', () => {
  test('show the holder who asks (masked), for what and until when', async () => {
    const id = await askFather(['id-card', 'marriage-certificate']);
    const { body } = await get('/consents?limit=1', father).expect(200);
    expect(body.entries).toEqual([{
      id, state: 'asked', askedBy: { name: '王*' }, subject: 'otherParent', purpose: { zh: '办理新生儿出生一件事', en: 'A newborn one-thing' },
      scope: [
        { code: 'id-card', name: { zh: '居民身份证', en: 'Resident ID card' } },
        { code: 'marriage-certificate', name: expect.objectContaining({ zh: '结婚证' }) },
      ],
      askedAt: '2026-03-02T02:00:00.000Z', expiresAt: '2026-04-01T02:00:00.000Z',
    }]);
    expect((await get('/consents', mother).expect(200)).body.entries).toEqual([]);
  });

  test('are granted, refused and revoked by the holder alone', async () => {
    const [first, second] = [await askFather(), await askFather()];
    await post(`/consents/${first}/grant`, mother).expect(404);
    expect((await post(`/consents/${first}/grant`, father).expect(200)).body).toMatchObject({ state: 'granted' });
    expect((await post(`/consents/${first}/grant`, father).expect(409)).body).toMatchObject({ code: 'CONSENTS.ALREADY_DECIDED', current: 'granted' });
    expect((await post(`/consents/${first}/revoke`, father).expect(200)).body).toMatchObject({ state: 'revoked' });
    expect((await post(`/consents/${second}/refuse`, father).expect(200)).body).toMatchObject({ state: 'refused' });
    await post(`/consents/${second}/revoke`, father).expect((response) => expect(response.body.code).toBe('CONSENTS.NOT_GRANTED'));
    await post(`/consents/${newId(TEST_NOW)}/grant`, father).expect(404);
    await post(`/consents/${first}/grant`, clerk).expect(403);
  });
});

test('a second start adds no licence', async () => {
  expect(await platform.app.get(DemoLicences).ensure()).toBe(0);
});

test('no log line holds a number or a name', () => {
  for (const { number, name } of DEMO_RESIDENTS.filter(({ kind }) => kind === 'natural')) {
    expect(platform.logLines.join()).not.toContain(number);
    expect(platform.logLines.join()).not.toContain(name);
  }
});

import { randomUUID } from 'node:crypto';
import { DEMO_RESIDENTS } from '@onething/identity';
import { NEWBORN_ANSWERS, NEWBORN_FORM } from '../acceptance/newborn-form';
import { JPEG, MaterialsPlatform, PDF } from '../support/materials-platform';

let on: MaterialsPlatform;
beforeAll(async () => {
  on = await MaterialsPlatform.start();
}, 60_000);
afterAll(() => on?.platform.stop());

const numberOf = (name: string): string => DEMO_RESIDENTS.find(({ login }) => login === name)!.number;

describe('a licence in place of a paper', () => {
  test("of one's own is attached, frozen, fills in the form, and is taken away", async () => {
    const path = await on.draft();
    const licence = `${path}/materials/applicant-id-card/licence`;
    expect(await on.send('mother', 'GET', licence)).toMatchObject({ status: 404, body: { code: 'CASES.NO_LICENCE_ATTACHED' } });
    const attached = await on.send('mother', 'PUT', licence);
    expect([attached.status, attached.body]).toEqual([200, { version: await on.versionOf(path) }]);
    expect(await on.materialIn(path, 'applicant-id-card')).toMatchObject({
      source: 'licence',
      licence: { licenceType: 'id-card', inForce: true, consent: 'ofApplicant' },
    });
    expect((await on.send('mother', 'GET', licence)).body).toMatchObject({
      licenceType: 'id-card',
      version: 1,
      number: expect.stringMatching(/^65/),
      face: expect.arrayContaining([expect.objectContaining({ code: 'name', value: '王丽' })]),
    });
    expect((await on.send('mother', 'GET', `${path}/form`)).body.prefilled).toMatchObject({
      'applicant.birthDate': '1994-03-15',
      'applicant.ethnicity': '汉族',
    });

    expect(await on.send('mother', 'DELETE', licence)).toMatchObject({ status: 200 });
    expect((await on.materialIn(path, 'applicant-id-card')).source).toBeUndefined();
    expect((await on.send('mother', 'GET', `${path}/form`)).body.prefilled).not.toHaveProperty(['applicant.birthDate']);
  });

  test('is not attached where none stands for the paper, nor by anybody else', async () => {
    const path = await on.draft();
    expect(await on.send('mother', 'PUT', `${path}/materials/name-confirmation/licence`)).toMatchObject({
      status: 409,
      body: { code: 'CASES.NOT_BY_LICENCE' },
    });
    expect(await on.send('father', 'PUT', `${path}/materials/applicant-id-card/licence`)).toMatchObject({ status: 404 });
  });

  test("of somebody else needs that one's consent, and tells nothing of the holder", async () => {
    const path = await on.filledDraft();
    const licence = `${path}/materials/other-parent-id-card/licence`;
    const refused = await on.send('mother', 'PUT', licence);
    expect([refused.status, refused.body.code]).toEqual([409, 'CASES.CONSENT_MISSING']);
    const stranger = await on.filledDraft({ ...NEWBORN_FORM, 'otherParent.citizenId': '11010519491231002X' });
    expect((await on.send('mother', 'PUT', `${stranger}/materials/other-parent-id-card/licence`)).body.detail).toBe(
      refused.body.detail,
    );

    const consent = await on.ask(path);
    const unknown = await on.ask(stranger);
    expect(consent).toEqual({ ...unknown, id: consent.id });
    expect(consent).toEqual({
      id: expect.any(String),
      subject: 'otherParent',
      scope: ['id-card'],
      state: 'asked',
      askedAt: expect.any(String),
      expiresAt: expect.any(String),
      purpose: { zh: expect.stringContaining('电子证照'), en: expect.any(String) },
    });
    expect((await on.send('father', 'POST', `/consents/${consent.id}/grant`)).status).toBe(200);
    expect((await on.send('mother', 'GET', `${path}/consents`)).body.entries).toEqual([
      expect.objectContaining({ id: consent.id, state: 'granted' }),
    ]);
    expect((await on.send('mother', 'PUT', licence)).status).toBe(200);
    expect(await on.materialIn(path, 'other-parent-id-card')).toMatchObject({
      source: 'licence',
      licence: { consent: 'granted', inForce: true },
    });
    const seen = (await on.send('mother', 'GET', licence)).body;
    expect(seen).toMatchObject({ licenceType: 'id-card', faceDigest: expect.any(String) });
    expect(seen).not.toHaveProperty('face');
    expect(seen).not.toHaveProperty('number');
  });

  test('serves nothing any more once the consent is revoked, or the form names another person', async () => {
    const path = await on.filledDraft();
    const consent = await on.ask(path);
    await on.send('father', 'POST', `/consents/${consent.id}/grant`);
    await on.send('mother', 'PUT', `${path}/materials/other-parent-id-card/licence`);
    expect((await on.send('father', 'POST', `/consents/${consent.id}/revoke`)).status).toBe(200);
    expect((await on.materialIn(path, 'other-parent-id-card')).licence).toMatchObject({ consent: 'missing' });
    expect(await on.problemOf(path, 'materials.other-parent-id-card')).toBe('CASES.CONSENT_MISSING');

    const other = { ...NEWBORN_FORM, 'otherParent.citizenId': numberOf('retiree') };
    await on.save(path, other);
    expect((await on.materialIn(path, 'other-parent-id-card')).licence).toBeUndefined();
    expect(await on.problemOf(path, 'materials.other-parent-id-card')).toBe('CASES.LICENCE_MISSING');
  });
});

describe('asking for consent', () => {
  test('twice with one key, or once more with another, is one request', async () => {
    const path = await on.filledDraft();
    const key = randomUUID();
    const replies = [
      await on.ask(path, key),
      await on.ask(path, key),
      await on.ask(path),
      ...(await Promise.all([1, 2, 3].map(() => on.ask(path, 'one-and-the-same')))),
    ];
    expect(new Set(replies.map(({ id }) => id)).size).toBe(1);
    expect((await on.send('mother', 'GET', `${path}/consents`)).body.entries).toHaveLength(1);
    const reused = await on.send(
      'mother',
      'POST',
      `${await on.filledDraft()}/consents`,
      { subject: 'otherParent', materials: ['other-parent-id-card'] },
      { 'idempotency-key': key },
    );
    expect([reused.status, reused.body.code]).toEqual([422, 'CASES.IDEMPOTENCY_KEY_REUSED']);
  });

  test.each([
    [400, 'subject', { subject: 'applicant', materials: ['applicant-id-card'] }],
    [400, 'materials', { subject: 'otherParent', materials: [] }],
    [400, 'materials', { subject: 'otherParent', materials: ['../x'] }],
    [422, 'materials.0', { subject: 'otherParent', materials: ['applicant-id-card'] }],
    [422, 'materials.1', { subject: 'otherParent', materials: ['other-parent-id-card', 'name-confirmation'] }],
  ])('%i names %s', async (status, field, body) => {
    const reply = await on.send('mother', 'POST', `${await on.filledDraft()}/consents`, body);
    expect([reply.status, reply.body.errors[0].field]).toEqual([status, field]);
  });

  test("needs the number in the form, another person's, and one's own case", async () => {
    const body = { subject: 'otherParent', materials: ['other-parent-id-card'] };
    expect(await on.send('mother', 'POST', `${await on.draft()}/consents`, body)).toMatchObject({
      status: 422,
      body: { code: 'CASES.HOLDER_NUMBER_MISSING', errors: [{ field: 'form.otherParent.citizenId' }] },
    });
    const own = await on.filledDraft({ ...NEWBORN_FORM, 'otherParent.citizenId': numberOf('mother') });
    expect(await on.send('mother', 'POST', `${own}/consents`, body)).toMatchObject({
      status: 422,
      body: { code: 'CASES.NO_CONSENT_NEEDED' },
    });
    expect(await on.send('father', 'POST', `${own}/consents`, body)).toMatchObject({ status: 404 });
    expect(await on.send('father', 'GET', `${own}/consents`)).toMatchObject({ status: 404 });
  });
});

test('a promise stands for the paper until it is taken back; a file counts before it', async () => {
  const path = await on.filledDraft();
  const promise = `${path}/materials/bank-account-proof/promise`;
  expect(await on.problemOf(path, 'materials.bank-account-proof')).toBe('CASES.PROMISE_MISSING');
  expect(await on.send('mother', 'PUT', promise, { agreed: true })).toMatchObject({ status: 200 });
  expect(await on.materialIn(path, 'bank-account-proof')).toMatchObject({
    source: 'promise',
    promisedAt: '2026-03-02T02:00:00.000Z',
  });
  expect(await on.problemOf(path, 'materials.bank-account-proof')).toBeUndefined();
  const { body: file } = await on.upload(`${path}/materials/bank-account-proof/files`, PDF);
  expect(await on.send('mother', 'PUT', promise, { agreed: false })).toMatchObject({ status: 200 });
  expect(await on.materialIn(path, 'bank-account-proof')).toMatchObject({ source: 'files' });
  await on.send('mother', 'DELETE', `${path}/materials/bank-account-proof/files/${file.id}`);
  expect(await on.problemOf(path, 'materials.bank-account-proof')).toBe('CASES.PROMISE_MISSING');
  expect(await on.send('mother', 'PUT', `${path}/materials/name-confirmation/promise`, { agreed: true })).toMatchObject({
    status: 409,
    body: { code: 'CASES.NOT_BY_PROMISE' },
  });
});

describe('after submission', () => {
  /** A draft with all that it needs, and its only file. */
  async function ready(): Promise<{ path: string; file: string }> {
    const { body } = await on.send('mother', 'POST', '/cases', {
      oneThing: 'newborn',
      division: '650102',
      answers: NEWBORN_ANSWERS,
    });
    const path = `/cases/${body.caseId}`;
    expect(
      await on.send('mother', 'PUT', `${path}/draft`, { version: body.version, answers: NEWBORN_ANSWERS, form: NEWBORN_FORM }),
    ).toMatchObject({ status: 200 });
    await on.send('father', 'POST', `/consents/${(await on.ask(path)).id}/grant`);
    for (const code of ['applicant-id-card', 'other-parent-id-card']) {
      expect(await on.send('mother', 'PUT', `${path}/materials/${code}/licence`)).toMatchObject({ status: 200 });
    }
    const file = await on.upload(`${path}/materials/name-confirmation/files`, PDF);
    return { path, file: `${path}/materials/name-confirmation/files/${file.body.id}` };
  }
  const submit = async (path: string, version?: number) =>
    on.send('mother', 'POST', `${path}/submit`, { version: version ?? (await on.versionOf(path)) });
  const itemOf = async (path: string, item: string) =>
    (await on.send('mother', 'GET', path)).body.items.find((one: { item: string }) => one.item === item);

  test('nothing changes any more, and an office sees what its items ask for', async () => {
    const { path, file } = await ready();
    expect(await submit(path)).toMatchObject({ status: 200 });
    for (const [method, place, body] of [
      ['DELETE', file],
      ['PUT', `${path}/materials/applicant-id-card/licence`],
      ['DELETE', `${path}/materials/applicant-id-card/licence`],
      ['POST', `${path}/consents`, { subject: 'otherParent', materials: ['other-parent-id-card'] }],
    ] as const) {
      expect(await on.send('mother', method, place, body)).toMatchObject({
        status: 409,
        body: { code: 'CASES.MATERIALS_CLOSED', current: { state: 'handling' } },
      });
    }
    expect(await on.upload(`${path}/materials/name-confirmation/files`, PDF)).toMatchObject({ status: 409 });
    expect((await on.send('mother', 'GET', file)).status).toBe(200);

    expect((await on.send('health.clerk', 'GET', file)).status).toBe(200);
    expect((await on.send('publicsecurity.clerk', 'GET', file)).status).toBe(404);
    expect((await on.send('health.clerk', 'GET', `${path}/materials/other-parent-id-card/licence`)).body).toMatchObject({
      face: expect.arrayContaining([expect.objectContaining({ code: 'name', value: '李明' })]),
    });
    expect(await on.materialIn(path, 'name-confirmation', 'publicsecurity.clerk')).toBeUndefined();
    expect(await on.materialIn(path, 'applicant-id-card', 'publicsecurity.clerk')).toMatchObject({ source: 'licence' });
    expect((await on.send('father', 'GET', file)).status).toBe(404);
  });

  test('a correction opens the materials that it names alone, and no others of that item', async () => {
    const { path, file } = await ready();
    await submit(path);
    const { id, version } = await itemOf(path, 'birth-certificate');
    const received = (await on.send('health.clerk', 'POST', `${path}/items/${id}/receive`, { version })).body;
    const points = [{ field: 'materials.name-confirmation', reason: '请重新上传清晰的扫描件。' }];
    const asked = await on.send('health.clerk', 'POST', `${path}/items/${id}/corrections`, { version: received.version, points });
    expect(asked.status).toBe(200);
    const before = await on.versionOf(path);
    expect(await on.upload(`${path}/materials/name-confirmation/files`, JPEG, { name: '清晰.jpg' })).toMatchObject({
      status: 201,
      body: { version: before },
    });
    expect(await on.upload(`${path}/materials/first-vaccination-record/files`, PDF)).toMatchObject({
      status: 409,
      body: { code: 'CASES.MATERIALS_CLOSED' },
    });
    expect(await on.send('mother', 'PUT', `${path}/materials/applicant-id-card/licence`)).toMatchObject({
      status: 409,
      body: { code: 'CASES.MATERIALS_CLOSED' },
    });
    expect(await on.send('mother', 'DELETE', file)).toMatchObject({ status: 409 });
    expect((await on.materialIn(path, 'name-confirmation', 'health.clerk')).files).toHaveLength(2);
    expect(
      await on.send('mother', 'POST', `${path}/items/${id}/corrections/answer`, { version: asked.body.version, form: {} }),
    ).toMatchObject({ status: 200 });
    expect(await on.upload(`${path}/materials/name-confirmation/files`, PDF)).toMatchObject({ status: 409 });
  });

  test('a change and a submission at the same moment never both succeed on the same draft', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const { path, file } = await ready();
      const version = await on.versionOf(path);
      const [removed, submitted] = await Promise.all(
        round % 2
          ? [on.send('mother', 'DELETE', file), submit(path, version)]
          : [submit(path, version), on.send('mother', 'DELETE', file)].reverse(),
      );
      outcomes.add(`${removed!.status} ${submitted!.status}`);
      const kept = (await on.materialIn(path, 'name-confirmation')).files.length;
      expect([(await on.send('mother', 'GET', path)).body.state, kept]).toEqual(
        submitted!.status === 200 ? ['handling', 1] : ['draft', 0],
      );
    }
    // 422: the submission had read the draft before, and found the file gone.
    for (const outcome of outcomes) expect(['200 409', '200 422', '409 200']).toContain(outcome);
  });
});

/** The last one: the clock does not go back. */
test('a licence that has expired is not attached, and one that was is no longer in force', async () => {
  const path = await on.draft();
  await on.send('mother', 'PUT', `${path}/materials/applicant-id-card/licence`);
  on.platform.clock.advanceTo(Date.parse('2039-03-13T02:00:00Z'));
  await on.logIn('mother');
  expect((await on.materialIn(path, 'applicant-id-card')).licence).toMatchObject({ inForce: false });
  expect(await on.problemOf(path, 'materials.applicant-id-card')).toBe('CASES.LICENCE_NOT_IN_FORCE');
  expect(await on.send('mother', 'PUT', `${path}/materials/applicant-id-card/licence`)).toMatchObject({
    status: 409,
    body: { code: 'CASES.NO_LICENCE_HELD' },
  });
});

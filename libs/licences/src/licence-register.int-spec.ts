import type { ChainedEvent } from '@onething/cases';
import { addKey, generateKeySet, Keyring, rotateKeys, SignatureVerifier, SigningKeys } from '@onething/crypto';
import { newId, VirtualClock } from '@onething/kernel';
import { Database } from '@onething/persistence';
import type { SealedFileOrder, SealedFiles } from '@onething/sealed-files';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import type { IssuedResults } from './issued-results.port';
import { parseIdentifier } from './domain/licence-identifier';
import { signedText } from './domain/status-record';
import { LicenceIssuer } from './licence-issuer';
import { type LicenceOrder, LicenceRegister } from './licence-register';
import { licenceColumns } from './persistence/licence-columns';
import { LicenceRepository } from './persistence/licence.repository';

const NOW = Date.parse('2026-11-24T04:00:00Z');
const ISSUER = { uscc: '11650000900000014C', department: 'health', division: '650102' };

let testDatabase: TestDatabase;
let database: Database;
let keyring: Keyring;
let clock: VirtualClock;
let register: LicenceRegister;
let ordered: SealedFileOrder[];
/** Files are made elsewhere: here it is enough that they are ordered. */
const files = { order: async (_tx: unknown, given: SealedFileOrder) => void ordered.push(given) } as unknown as SealedFiles;
const signingKeys = new SigningKeys(generateKeySet().signing);

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.appUrl, poolSize: 8 });
});

beforeEach(() => {
  keyring = Keyring.generate();
  clock = new VirtualClock(NOW);
  register = new LicenceRegister(new LicenceRepository(database, keyring), keyring, files, signingKeys, clock);
  ordered = [];
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const run = <Row>(name: string, text: string, values: unknown[] = []) => database.query<Row>({ name: `test.${name}`, text }, values);
const issue = (order: LicenceOrder) => database.transaction((tx) => register.issue(tx, order));

let types = 0;
/** Another type each time: identifiers are unique. */
const officialType = () => `11650100MBX7B0170T${String(types += 1).padStart(3, '0')}`;
function order(changes: Partial<LicenceOrder> = {}): LicenceOrder {
  return {
    officialTypeCode: officialType(),
    licenceId: newId(NOW), typeCode: `type-${newId(NOW)}`, holderPersonId: newId(NOW), face: { name: '买买提·吐尔逊', weight: 3200 },
    issuer: ISSUER, caseId: newId(NOW), itemId: newId(NOW), issuedOn: '2026-11-24', ...changes,
  };
}

describe('issuing', () => {
  it('keeps what was issued, encrypted, with a number and a status record', async () => {
    const placed = order({ validYears: 20 });
    const issued = await issue(placed);
    expect(issued).toMatchObject({ number: '9000000142026000001', version: 1, validity: { from: '2026-11-24', to: '2046-11-24' } });
    expect(await register.getVersion(placed.licenceId, 1)).toEqual(issued);
    expect(keyring.matchesDigest(placed.face, issued.faceDigest)).toBe(true);
    const [row] = await run<{ text: string }>('row', 'SELECT (to_jsonb(licence) - $2)::text AS text FROM onething.licence WHERE id = $1', [placed.licenceId, 'identifier']);
    expect(row!.text).not.toMatch(/买买提|900000014202/);
    const status = await run(
      'status', 'SELECT seq, from_state, to_state, operator FROM onething.licence_status WHERE licence_id = $1', [placed.licenceId]);
    expect(status).toEqual([{ seq: 1, from_state: null, to_state: 'VALID', operator: 'licences' }]);
    expect(parseIdentifier(issued.identifier!)).toEqual({
      typeCode: placed.officialTypeCode, issuerCode: ISSUER.uscc, serial: issued.number, version: 1, check: 'standard',
    });
    expect(ordered).toEqual([expect.objectContaining({ id: issued.versionId, kind: 'licence', authorityUscc: ISSUER.uscc, purpose: 'licence', caseId: placed.caseId })]);
  });

  it('numbers without gaps though issuers run side by side and some roll back', async () => {
    const typeCode = `type-${newId(NOW)}`;
    const attempts = Array.from({ length: 24 }, (_, index) =>
      database.transaction(async (tx) => {
        const issued = await register.issue(tx, order({ typeCode }));
        if (index % 3 === 0) throw new Error('rolled back');
        return issued.number;
      }));
    const numbers = (await Promise.allSettled(attempts)).flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(numbers.sort()).toEqual(Array.from({ length: 16 }, (_, index) => `9000000142026${String(index + 1).padStart(6, '0')}`));
  });

  it('counts each authority and year apart', async () => {
    const typeCode = `type-${newId(NOW)}`;
    const other = { ...ISSUER, uscc: '116500009000000227' };
    await issue(order({ typeCode }));
    expect((await issue(order({ typeCode, issuedOn: '2027-01-02' }))).number).toBe('9000000142027000001');
    expect((await issue(order({ typeCode, issuer: other }))).number).toBe('9000000222026000001');
  });

  it('issues one id once, also when it is asked many times at the same moment', async () => {
    const placed = order();
    await issue(order({ typeCode: placed.typeCode }));
    const results = await Promise.all(Array.from({ length: 8 }, () => issue(placed)));
    expect(new Set(results.map((licence) => licence.number))).toEqual(new Set(['9000000142026000002']));
    expect((await issue(order({ typeCode: placed.typeCode }))).number).toBe('9000000142026000003');
  });

  it('refuses a second licence for one item', async () => {
    const placed = order();
    await issue(placed);
    await expect(issue({ ...placed, licenceId: newId(NOW) })).rejects.toThrow('licence_one_per_item');
  });
});

describe('held licences', () => {
  it('finds the newest one in force today', async () => {
    const [typeCode, holderPersonId] = [`type-${newId(NOW)}`, newId(NOW)];
    await issue(order({ typeCode, holderPersonId, issuedOn: '2024-11-24' }));
    const newer = await issue(order({ typeCode, holderPersonId, issuedOn: '2026-11-24' }));
    const tomorrows = await issue(order({ typeCode, holderPersonId, issuedOn: '2026-11-25' }));
    expect(await register.findHeld(holderPersonId, typeCode)).toMatchObject({ id: newer.id });
    clock.advanceTo(Date.parse('2026-11-24T16:00:00Z'));
    expect(await register.findHeld(holderPersonId, typeCode)).toMatchObject({ id: tomorrows.id });
    expect(await register.findHeld(newId(NOW), typeCode)).toBeUndefined();
  });

  it('relies no longer on an expired or suspended one', async () => {
    const placed = order({ validYears: 1 });
    await issue(placed);
    const held = () => register.findHeld(placed.holderPersonId, placed.typeCode);
    await database.transaction((tx) => register.changeState(tx, placed.licenceId, 'suspend', { words: '暂扣三个月' }, newId(NOW)));
    expect(await held()).toBeUndefined();
    await database.transaction((tx) => register.changeState(tx, placed.licenceId, 'reinstate', { words: '期满恢复' }, newId(NOW)));
    clock.advanceTo(Date.parse('2027-11-24T15:59:59Z'));
    expect(await held()).toBeDefined();
    clock.advanceTo(Date.parse('2027-11-24T16:00:00Z'));
    expect(await held()).toBeUndefined();
  });

  it('pages through everything that several persons hold, newest first, none twice', async () => {
    const persons = [newId(NOW), newId(NOW)];
    for (const [index, day] of ['01', '05', '05', '03', '02'].entries()) {
      await issue(order({ holderPersonId: persons[index % 2]!, issuedOn: `2026-11-${day}` }));
    }
    const seen: string[] = [];
    for (let after: { issuedOn: string; id: string } | undefined; ;) {
      const page = await register.listHeldBy(persons, { after, limit: 2 });
      if (page.length === 0) break;
      seen.push(...page.map((licence) => licence.id));
      after = page.at(-1);
    }
    const all = await register.listHeldBy(persons);
    expect(seen).toEqual(all.map((licence) => licence.id));
    expect(all.map((licence) => licence.issuedOn)).toEqual(['2026-11-05', '2026-11-05', '2026-11-03', '2026-11-02', '2026-11-01']);
  });
});

describe('change of state', () => {
  it('writes one record each, with reason and document, and keeps a final state', async () => {
    const placed = order();
    await issue(placed);
    const operator = newId(NOW);
    const revoked = await database.transaction((tx) =>
      register.changeState(tx, placed.licenceId, 'revoke', { words: '违法吊销', legalDocument: '罚字〔2026〕7号' }, operator));
    expect(revoked.state).toBe('REVOKED');
    await expect(database.transaction((tx) => register.changeState(tx, placed.licenceId, 'reinstate', { words: '恢复' }, operator)))
      .rejects.toMatchObject({ code: 'LICENCES.CHANGE_REFUSED' });
    const text = 'SELECT seq, from_state, to_state, legal_document, operator FROM onething.licence_status WHERE licence_id = $1 ORDER BY seq';
    const status = await run('status-2', text, [placed.licenceId]);
    expect(status[1]).toEqual({ seq: 2, from_state: 'VALID', to_state: 'REVOKED', legal_document: '罚字〔2026〕7号', operator });
    expect(status).toHaveLength(2);
  });

  it('signs each record, and refuses a change of what was changed meanwhile', async () => {
    const placed = order();
    await issue(placed);
    await expect(database.transaction((tx) => register.changeState(tx, placed.licenceId, 'revoke', { words: '吊销' }, 'head', 'SUSPENDED')))
      .rejects.toMatchObject({ code: 'LICENCES.STATE_STALE', extra: { current: 'VALID' } });
    await database.transaction((tx) => register.changeState(tx, placed.licenceId, 'suspend', { words: '暂扣' }, 'head', 'VALID'));
    const records = await register.listStatus(placed.licenceId);
    const verifier = new SignatureVerifier(signingKeys.publicKeys()[0]!.pem);
    expect(records.map(({ signature, signingKey, ...record }) => [signingKey, verifier.verify(signedText(record), signature!)])).toEqual([['s1', true], ['s1', true]]);
    const { signature, signingKey: _, ...last } = records[1]!;
    expect(verifier.verify(signedText({ ...last, reason: '暂扣。' }), signature!)).toBe(false);
  });

  it('knows no licence that is not there', async () => {
    await expect(register.getVersion(newId(NOW), 1)).rejects.toMatchObject({ kind: 'notFound', code: 'LICENCES.NOT_FOUND' });
  });
});

describe('rights of the application', () => {
  it.each([
    ['rewrite the holder', 'UPDATE onething.licence SET holder_person_id = id'],
    ['rewrite the digest', `UPDATE onething.licence SET face_digest = ''`],
    ['remove a licence', 'DELETE FROM onething.licence'],
    ['rewrite a status record', `UPDATE onething.licence_status SET reason = 'x'`],
    ['remove a status record', 'DELETE FROM onething.licence_status'],
    ['remove a decision on a consent', 'DELETE FROM onething.licence_consent_decision'],
    ['change what was consented to', `UPDATE onething.licence_consent SET scope = '{x}'`],
    ['empty the register', 'TRUNCATE onething.licence_status, onething.licence'],
  ])('do not let it %s', async (name, text) => {
    await expect(run(name, text)).rejects.toThrow('permission denied');
  });
});

it('is read under the new keys once they were rotated, its number still found', async () => {
  const keySet = generateKeySet();
  const registerWith = (ring: Keyring) => new LicenceRegister(new LicenceRepository(rotated, ring), ring, files, signingKeys, clock);
  const separate = await createTestDatabase();
  const rotated = new Database({ url: separate.appUrl, poolSize: 2 });
  try {
    const placed = order();
    const issued = await rotated.transaction((tx) => registerWith(new Keyring(keySet)).issue(tx, placed));
    const newKeys = addKey(addKey(keySet, 'encryption'), 'blindIndex');
    const totals = await rotateKeys(new Keyring(newKeys), licenceColumns(rotated));
    expect(totals).toEqual({ 'licence.number': 1, 'licence.face': 1, 'licence_consent.holder_number': 0 });
    const onlyNew = new Keyring({
      encryption: { current: 'e2', keys: { e2: newKeys.encryption.keys.e2! } }, blindIndex: { current: 'b2', keys: { b2: newKeys.blindIndex.keys.b2! } },
    });
    expect(await registerWith(onlyNew).getVersion(placed.licenceId, 1)).toEqual(issued);
    const again = { ...placed, number: issued.number, holder: issued.holder };
    expect(await rotated.transaction((tx) => registerWith(onlyNew).seed(tx, again))).toBe(false);
  } finally {
    await rotated.close();
    await separate.drop();
  }
});

describe('seeding', () => {
  it('puts a number in once', async () => {
    const seeded = {
      officialTypeCode: officialType(),
      typeCode: `type-${newId(NOW)}`, number: '650102199001010017', holder: { personId: newId(NOW), kind: 'naturalPerson' as const },
      face: { name: '张三' }, issuer: ISSUER, issuedOn: '2020-01-01', validTo: '2040-01-01',
    };
    const seed = () => database.transaction((tx) => register.seed(tx, seeded));
    expect([await seed(), await seed()]).toEqual([true, false]);
    expect(await register.listHeldBy([seeded.holder.personId])).toHaveLength(1);
  });
});

describe('LicenceIssuer', () => {
  const resultEvent = (placed: LicenceOrder, licenceId = placed.licenceId): ChainedEvent => ({
    caseId: placed.caseId, itemId: placed.itemId, seq: 1, type: 'resultIssued', schemaVersion: 1, actorKind: 'staff', actorId: newId(NOW),
    onBehalfOf: null, cause: 'key', occurredAt: NOW, recordedAt: NOW, prevHash: '', hash: '',
    payload: {
      licenceId, licenceType: placed.typeCode, faceDigest: '',
      scope: { oneThing: 'newborn', oneThingVersion: 1, division: '650102', item: 'birth', department: 'health' },
    },
  });
  const withdrawalOf = (placed: LicenceOrder, licenceId: string | null = placed.licenceId): ChainedEvent => ({
    ...resultEvent(placed), type: 'grantWithdrawn', actorId: 'reviewer', payload: { licenceId, scope: resultEvent(placed).payload.scope },
  });
  const issuerOf = (placed: LicenceOrder) => {
    const { typeCode: licenceType, caseId, itemId, ...result } = placed;
    const results: IssuedResults = {
      getIssuedResult: (_tx, askedCase, askedItem) => (askedCase === caseId && askedItem === itemId
        ? Promise.resolve({ ...result, licenceType })
        : Promise.reject(new Error('no such result'))),
    };
    return new LicenceIssuer(register, results);
  };

  it('makes one licence of an event that comes twice', async () => {
    const placed = order();
    const issuer = issuerOf(placed);
    const event = resultEvent(placed);
    await database.transaction((tx) => issuer.handle(tx, [event, event]));
    await database.transaction((tx) => issuer.handle(tx, [{ ...event, type: 'received' }, event]));
    expect(await register.listHeldBy([placed.holderPersonId])).toMatchObject([
      { id: placed.licenceId, source: { caseId: placed.caseId, itemId: placed.itemId }, origin: 'issued' },
    ]);
  });

  it('withdraws (撤销) the licence of a grant that is withdrawn, once and with a status record', async () => {
    const placed = order();
    const issuer = issuerOf(placed);
    const withdrawn = withdrawalOf(placed);
    await database.transaction((tx) => issuer.handle(tx, [resultEvent(placed), withdrawn]));
    await database.transaction((tx) => issuer.handle(tx, [withdrawn]));
    expect(await register.findCurrent(placed.licenceId)).toMatchObject({ state: 'WITHDRAWN' });
    const status = await run('withdrawn', 'SELECT from_state, to_state, reason, operator FROM onething.licence_status WHERE licence_id = $1 ORDER BY seq', [placed.licenceId]);
    expect(status.slice(1)).toEqual([{ from_state: 'VALID', to_state: 'WITHDRAWN', reason: expect.stringContaining('承诺'), operator: 'reviewer' }]);
    expect(await register.findHeld(placed.holderPersonId, placed.typeCode)).toBeUndefined();
  });

  it('leaves a licence alone that is at its end already, and one that was never made', async () => {
    const placed = order();
    await database.transaction((tx) => issuerOf(placed).handle(tx, [resultEvent(placed)]));
    await database.transaction((tx) => register.changeState(tx, placed.licenceId, 'revoke', { words: '吊销' }, 'head'));
    await database.transaction((tx) => issuerOf(placed).handle(tx, [withdrawalOf(placed), withdrawalOf(placed, null)]));
    expect(await register.findCurrent(placed.licenceId)).toMatchObject({ state: 'REVOKED' });
  });

  it('stops at a result that is not the one which the event names', async () => {
    const placed = order();
    const handled = database.transaction((tx) => issuerOf(placed).handle(tx, [resultEvent(placed, newId(NOW))]));
    await expect(handled).rejects.toThrow('is not the one that its event names');
    expect(await register.listHeldBy([placed.holderPersonId])).toEqual([]);
  });
});

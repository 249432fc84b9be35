import { Keyring } from '@onething/crypto';
import type { Person } from '@onething/identity';
import { type Actor, citizenIdCheckDigit, newId, VirtualClock } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { type ConsentRequest, Consents } from './consents';
import { ConsentRepository } from './persistence/consent.repository';

const NOW = Date.parse('2026-11-24T04:00:00Z');
const DAY = 86_400_000;
const asker = { accountId: newId(NOW), personId: newId(NOW) };

let testDatabase: TestDatabase;
let database: Database;
let clock: VirtualClock;
/** Who has an account, by number. */
const people = new Map<string, Person>();
const directory = {
  findByNumber: (number: string) => Promise.resolve(people.get(number)),
  getPerson: (id: string) => Promise.resolve([...people.values()].find((person) => person.id === id)!),
};
let consents: Consents;
let revocable = true;
let lastOrder = 0;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.appUrl, poolSize: 8 });
  // Opens all connections, so that what is sent at one moment also runs at one moment.
  await Promise.all(Array.from({ length: 8 }, () => database.query({ name: 'test.warm', text: 'SELECT 1' }, [])));
});

beforeEach(() => {
  const keyring = Keyring.generate();
  clock = new VirtualClock(NOW);
  people.clear();
  revocable = true;
  consents = new Consents(database, new ConsentRepository(database, keyring), directory, clock, { isRevocable: () => Promise.resolve(revocable) });
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

function newNumber(): string {
  const body = `65010219900101${String((lastOrder += 1)).padStart(3, '0')}`;
  return body + citizenIdCheckDigit(body);
}

function newHolder(number = newNumber()): { actor: Actor; number: string } {
  const person: Person = { id: newId(NOW), kind: 'natural', name: '李明', number, divisionCode: '650102', synthetic: true };
  people.set(number, person);
  return { actor: { accountId: newId(NOW), personId: person.id, kind: 'resident', level: 2, roles: ['resident'], posts: [] }, number };
}

function request(holderNumber: string, changes: Partial<ConsentRequest> = {}): ConsentRequest {
  return {
    caseId: newId(NOW), requestedBy: asker, holderNumber, subject: 'otherParent', scope: ['id-card'],
    purpose: { zh: '办理新生儿出生一件事', en: 'A newborn’s one-thing' }, ...changes,
  };
}

const ask = (asked: ConsentRequest) => database.transaction((tx) => consents.ask(tx, asked));

describe('asking', () => {
  it('looks the same whether or not anybody has the number', async () => {
    const { number } = newHolder();
    const caseId = newId(NOW);
    const [known, unknown] = [await ask(request(number, { caseId })), await ask(request(newNumber(), { caseId }))];
    expect({ ...unknown, id: '' }).toEqual({ ...known, id: '' });
    expect(Object.keys(known).sort()).toEqual(['askedAt', 'caseId', 'decidedAt', 'expiresAt', 'id', 'purpose', 'scope', 'state', 'subject']);
    const listed = await consents.listForCase(caseId);
    expect(listed).toHaveLength(2);
    expect(listed).toEqual(expect.arrayContaining([known, unknown]));
  });

  it('keeps the number unreadable', async () => {
    const asked = request(newNumber());
    const { id } = await ask(asked);
    const [row] = await database.query<{ text: string }>(
      { name: 'test.consent', text: 'SELECT c::text AS text FROM onething.licence_consent c WHERE id = $1' }, [id]);
    expect(row!.text).not.toContain(asked.holderNumber);
  });

  it('waits for somebody who registers with the number later', async () => {
    const number = newNumber();
    const asked = await ask(request(number));
    const { actor } = newHolder(number);
    expect(await consents.listAskedOf(actor, { limit: 10 })).toMatchObject([{ id: asked.id, state: 'asked' }]);
    await consents.decide(actor, asked.id, 'grant');
    expect(await consents.findGranted(asked.caseId, actor.personId, 'id-card')).toMatchObject({ id: asked.id });
  });

  it('asks once while a request stands, also many times at the same moment, and again after a refusal', async () => {
    const { actor, number } = newHolder();
    const asked = request(number, { scope: ['marriage-certificate', 'id-card'] });
    const scopes = [asked.scope, [...asked.scope].reverse()];
    const together = await Promise.all(Array.from({ length: 8 }, (_, index) => ask({ ...asked, scope: scopes[index % 2]! })));
    const { id } = together[0]!;
    expect(new Set(together.map((consent) => consent.id))).toEqual(new Set([id]));
    await consents.decide(actor, id, 'refuse');
    clock.advanceBy(1);
    expect((await ask(asked)).id).not.toBe(id);
    expect(await consents.listForCase(asked.caseId)).toMatchObject([{ state: 'refused' }, { state: 'asked' }]);
  });
});

describe('deciding', () => {
  it('opens the scope to that case alone, until the term ends', async () => {
    const { actor, number } = newHolder();
    const asked = await ask(request(number));
    expect(await consents.findGranted(asked.caseId, actor.personId, 'id-card')).toBeUndefined();
    await consents.decide(actor, asked.id, 'grant');
    expect(await consents.findGranted(asked.caseId, actor.personId, 'id-card')).toBeDefined();
    expect(await consents.findGranted(asked.caseId, actor.personId, 'marriage-certificate')).toBeUndefined();
    expect(await consents.findGranted(newId(NOW), actor.personId, 'id-card')).toBeUndefined();
    clock.advanceBy(30 * DAY);
    expect(await consents.findGranted(asked.caseId, actor.personId, 'id-card')).toBeUndefined();
    expect(await consents.listForCase(asked.caseId)).toMatchObject([{ state: 'expired' }]);
  });

  it('is for the holder alone: to anybody else the request does not exist', async () => {
    const [{ number }, { actor: stranger }] = [newHolder(), newHolder()];
    const { actor: applicant } = newHolder();
    const asked = await ask(request(number, { requestedBy: applicant }));
    await expect(consents.decide(stranger, asked.id, 'grant')).rejects.toMatchObject({ kind: 'notFound', code: 'CONSENTS.NOT_FOUND' });
    await expect(consents.decide(applicant, asked.id, 'grant')).rejects.toMatchObject({ code: 'CONSENTS.NOT_FOUND' });
    expect(await consents.listAskedOf(stranger, { limit: 10 })).toEqual([]);
  });

  it('happens once when it is sent twice at the same moment, and is recorded', async () => {
    const { actor, number } = newHolder();
    const { id } = await ask(request(number));
    const results = await Promise.allSettled([consents.decide(actor, id, 'grant'), consents.decide(actor, id, 'refuse')]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const history = await database.query<{ to_state: string }>(
      { name: 'test.history', text: 'SELECT seq, to_state FROM onething.licence_consent_decision WHERE consent_id = $1 ORDER BY seq' }, [id]);
    expect(history).toHaveLength(2);
    expect(history[0]).toEqual({ seq: 1, to_state: 'asked' });
  });

  it('can be taken back until the case has decided', async () => {
    const { actor, number } = newHolder();
    const [first, second] = [await ask(request(number)), await ask(request(number))];
    for (const { id } of [first, second]) await consents.decide(actor, id, 'grant');
    expect(await consents.decide(actor, first.id, 'revoke')).toMatchObject({ state: 'revoked' });
    expect(await consents.findGranted(first.caseId, actor.personId, 'id-card')).toBeUndefined();
    revocable = false;
    await expect(consents.decide(actor, second.id, 'revoke')).rejects.toMatchObject({ code: 'CONSENTS.NOT_REVOCABLE' });
    expect(await consents.findGranted(second.caseId, actor.personId, 'id-card')).toBeDefined();
  });
});

it('pages through what was asked, newest first, none twice', async () => {
  const { actor, number } = newHolder();
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    clock.advanceBy(1);
    ids.unshift((await ask(request(number))).id);
  }
  const first = await consents.listAskedOf(actor, { limit: 3 });
  const rest = await consents.listAskedOf(actor, { limit: 3, after: first.at(-1)!.id });
  expect([...first, ...rest].map((consent) => consent.id)).toEqual(ids);
});

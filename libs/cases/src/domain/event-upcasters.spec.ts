import type { ChainedEvent } from './event';
import { upcast, type Upcasters, writtenVersion } from './event-upcasters';

const scope = { oneThing: 'newborn', oneThingVersion: 1, division: '650102' };
const stored = (schemaVersion: number, payload: object): ChainedEvent => ({
  caseId: 'c', itemId: 'i', seq: 1, type: 'accepted', schemaVersion, actorKind: 'staff', actorId: 'a', onBehalfOf: null, cause: 'k', occurredAt: 1,
  recordedAt: 1, payload: { ...payload, scope }, prevHash: '', hash: '',
});
/** Twice the payload changed: first a name, then a field came in. */
const changes: Upcasters = {
  accepted: [
    (payload) => ({ ...payload, dueOn: (payload as unknown as { due: string }).due }),
    (payload) => ({ ...payload, how: 'ordinary' }),
  ],
};

test('an old event is read as one of today, through every version between', () => {
  expect(upcast(stored(1, { due: '2026-03-09' }), changes)).toMatchObject({ schemaVersion: 3, payload: { dueOn: '2026-03-09', how: 'ordinary' } });
  expect(upcast(stored(2, { dueOn: '2026-03-09' }), changes)).toMatchObject({ schemaVersion: 3, payload: { dueOn: '2026-03-09', how: 'ordinary' } });
});

test('an event of today is left alone, and new ones are written in the last version', () => {
  const now = stored(3, { dueOn: '2026-03-09', how: 'onPromise' });
  expect(upcast(now, changes)).toBe(now);
  expect(writtenVersion('accepted', changes)).toBe(3);
  expect(writtenVersion('received', changes)).toBe(1);
});

test('an event of the future is not guessed at', () => {
  expect(() => upcast(stored(4, {}), changes)).toThrow(RangeError);
});

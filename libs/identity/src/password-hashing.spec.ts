import * as argon2 from '@node-rs/argon2';
import { PasswordHashing } from './password-hashing';

jest.mock('@node-rs/argon2', () => {
  const actual = jest.requireActual<typeof argon2>('@node-rs/argon2');
  return { ...actual, verify: jest.fn(actual.verify) };
});

const hashing = new PasswordHashing();

test('a password fits its hash only, and no hash fits none', async () => {
  const hash = await hashing.hash('correct horse');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await hashing.verify(hash, 'correct horse')).toBe(true);
  expect(await hashing.verify(hash, 'wrong horse')).toBe(false);
  expect(await hashing.verify(undefined, 'correct horse')).toBe(false);
});

test('a login that nobody has costs what a wrong password costs: one comparison with a hash of the same cost', async () => {
  const hash = await hashing.hash('correct horse');
  await hashing.verify(undefined, 'warm up');
  const compared = jest.mocked(argon2.verify);
  compared.mockClear();
  for (const known of [hash, undefined]) await hashing.verify(known, 'wrong horse');
  const costs = compared.mock.calls.map(([stored]) => /^\$argon2id\$v=\d+\$[^$]+/.exec(String(stored))?.[0]);
  expect(costs).toEqual(Array(2).fill('$argon2id$v=19$m=19456,t=2,p=1'));
});

test('many at once all come to their end', async () => {
  const hash = await hashing.hash('x');
  const many = await Promise.all(Array.from({ length: 20 }, (_, index) => hashing.verify(hash, index % 2 ? 'x' : 'y')));
  expect(many.filter(Boolean)).toHaveLength(10);
});

test('who comes behind a full queue is told to come again, and the others are served', async () => {
  class ShortQueue extends PasswordHashing {
    protected override readonly mostWaiting = 3;
  }
  const short = new ShortQueue();
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => short.hash('x')));
  expect(outcomes.map(({ status }) => status)).toEqual([...Array(5).fill('fulfilled'), ...Array(3).fill('rejected')]);
  expect(outcomes[7]).toMatchObject({ reason: { kind: 'unavailable', code: 'IDENTITY.TOO_BUSY' } });
  await expect(short.hash('x')).resolves.toMatch(/argon2id/);
});

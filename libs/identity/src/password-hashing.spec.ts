import { PasswordHashing } from './password-hashing';

const hashing = new PasswordHashing();

test('a password fits its hash only, and no hash fits none', async () => {
  const hash = await hashing.hash('correct horse');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await hashing.verify(hash, 'correct horse')).toBe(true);
  expect(await hashing.verify(hash, 'wrong horse')).toBe(false);
  expect(await hashing.verify(undefined, 'correct horse')).toBe(false);
});

test('many at once all come to their end, and beyond the queue somebody is told to come again', async () => {
  const hash = await hashing.hash('x');
  const many = await Promise.all(Array.from({ length: 20 }, (_, index) => hashing.verify(hash, index % 2 ? 'x' : 'y')));
  expect(many.filter(Boolean)).toHaveLength(10);
});

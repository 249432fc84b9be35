import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addKey, generateKeySet, Keyring, rotateKeys } from '@onething/crypto';
import { AbsentKeyStore, FileKeyStore } from './file-key-store';
import { KEY_ALGORITHMS, SIGNATURE_OID, verifiesSignature } from './signer';

const folder = mkdtempSync(join(tmpdir(), 'onething-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));
const keySet = generateKeySet();
const store = new FileKeyStore(join(folder, 'keys'), new Keyring(keySet));
const MESSAGE = Buffer.from('message');

test.each(KEY_ALGORITHMS)('a key of %s signs, also for who opens the store later', async (algorithm) => {
  const id = await store.create(algorithm);
  const signer = await new FileKeyStore(join(folder, 'keys'), new Keyring(keySet)).getSigner(id);
  expect(signer.algorithm).toBe(algorithm);
  expect(verifiesSignature(SIGNATURE_OID[algorithm], signer.spki, MESSAGE, await signer.sign(MESSAGE))).toBe(true);
  expect(Object.keys(signer).sort()).toEqual(['algorithm', 'sign', 'spki']);
});

test('its file is for the owner only, and shows no private key', async () => {
  const id = await store.create('SM2');
  const path = join(folder, 'keys', `${id}.json`);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const { privateKey, ...open } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  expect(Object.keys(open).sort()).toEqual(['algorithm', 'id', 'publicKey']);
  expect(Object.keys(privateKey as object).sort()).toEqual(['alg', 'ct', 'iv', 'keyId', 'tag']);
  expect(readdirSync(join(folder, 'keys')).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('other encryption keys open nothing', async () => {
  const id = await store.create('SM2');
  const signer = await new FileKeyStore(join(folder, 'keys'), Keyring.generate()).getSigner(id);
  await expect(signer.sign(MESSAGE)).rejects.toThrow();
});

test('the rotation of the encryption keys takes them along', async () => {
  const id = await store.create('P-256');
  const renewed = new Keyring(addKey(keySet, 'encryption'));
  const rotated = new FileKeyStore(join(folder, 'keys'), renewed);
  const total = await rotateKeys(renewed, [rotated.asEncryptedColumn()]);
  expect(total['seal_key.privateKey']).toBeGreaterThan(0);
  const stored = JSON.parse(readFileSync(join(folder, 'keys', `${id}.json`), 'utf8')) as { privateKey: { keyId: string } };
  expect(stored.privateKey.keyId).toBe('e2');
  const signer = await rotated.getSigner(id);
  expect(verifiesSignature(SIGNATURE_OID['P-256'], signer.spki, MESSAGE, await signer.sign(MESSAGE))).toBe(true);
});

test('a key that was destroyed, or never was', async () => {
  const id = await store.create('SM2');
  await store.destroy(id);
  await store.destroy(id);
  await expect(store.getSigner(id)).rejects.toMatchObject({ code: 'SEALS.KEY_NOT_FOUND' });
  await expect(store.getSigner('../../etc/passwd')).rejects.toMatchObject({ code: 'SEALS.KEY_NOT_FOUND' });
});

test('without a folder nothing can be signed', async () => {
  const absent = new AbsentKeyStore();
  for (const asked of [absent.create(), absent.getSigner(), absent.destroy()]) await expect(asked).rejects.toMatchObject({ code: 'SEALS.NO_KEY_STORE' });
});

import { execFileSync } from 'node:child_process';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addKey, generateKeySet } from './key-set';
import { SignatureVerifier, SigningKeys } from './signing-keys';

const MESSAGE = '{"size":7,"说明":"一"}';
const keySet = generateKeySet();
const keys = new SigningKeys(keySet.signing);
const verifierOf = (all: SigningKeys, id: string) => new SignatureVerifier(all.publicKeys().find((key) => key.id === id)!.pem);

test('a signature verifies with the public key, for this message only', () => {
  const signature = keys.sign(MESSAGE);
  expect(verifierOf(keys, 's1').verify(MESSAGE, signature)).toBe(true);
  expect(verifierOf(keys, 's1').verify(`${MESSAGE} `, signature)).toBe(false);
  expect(verifierOf(keys, 's1').verify(MESSAGE, 'AAAA')).toBe(false);
  expect(verifierOf(new SigningKeys(generateKeySet().signing), 's1').verify(MESSAGE, signature)).toBe(false);
});

test('a rotation signs with the new key and leaves the old one to verify', () => {
  const signature = keys.sign(MESSAGE);
  const renewed = new SigningKeys(addKey(keySet, 'signing').signing);
  expect(renewed.publicKeys().map(({ id }) => id)).toEqual(['s1', renewed.currentKeyId]);
  expect(verifierOf(renewed, 's1').verify(MESSAGE, signature)).toBe(true);
  expect(verifierOf(renewed, 's2').verify(MESSAGE, renewed.sign(MESSAGE))).toBe(true);
  expect(verifierOf(renewed, 's1').verify(MESSAGE, renewed.sign(MESSAGE))).toBe(false);
  expect(verifierOf(renewed, 's1').verify(MESSAGE, renewed.sign(MESSAGE, 's1'))).toBe(true);
  expect(() => renewed.sign(MESSAGE, 's9')).toThrow('no signing key "s9"');
});

test('keys are taken over only where none is lost or exchanged', () => {
  const running = new SigningKeys(keySet.signing);
  running.renew(addKey(keySet, 'signing').signing);
  expect(running.currentKeyId).toBe('s2');
  expect(() => running.renew(keySet.signing)).toThrow('"s2" is missing');
  expect(() => running.renew({ ...addKey(keySet, 'signing').signing, keys: addKey(generateKeySet(), 'signing').signing.keys })).toThrow('"s1" is missing or another one');
  expect(running.currentKeyId).toBe('s2');
});

const hasOpenssl = (): boolean => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL 3');
  } catch {
    return false;
  }
};

(hasOpenssl() ? test : test.skip)('it is SM2 with the default identity, not ECDSA with SM3: openssl says so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onething-sm2-'));
  const at = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  try {
    const verify = (signature: string) => execFileSync('openssl', [
      'pkeyutl', '-verify', '-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678', '-pubin', '-inkey', at('key.pem', keys.publicKeys()[0]!.pem),
      '-in', at('message', MESSAGE), '-sigfile', at('signature', Buffer.from(signature, 'base64')),
    ], { encoding: 'utf8' });
    expect(verify(keys.sign(MESSAGE))).toContain('Signature Verified Successfully');
    expect(() => verify(keys.sign(`${MESSAGE} `))).toThrow();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('keys that are none are refused without being shown', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const other = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  expect(() => new SigningKeys({ current: 's1', keys: { s1: other } })).toThrow('The signing key "s1" is no SM2 key');
  expect(() => new SigningKeys({ current: 's2', keys: keySet.signing.keys })).toThrow('no key "s2"');
  expect(() => new SigningKeys({ current: 'a b', keys: { 'a b': '' } })).toThrow('letters and digits');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  expect(() => new SignatureVerifier(pem)).toThrow('no SM2 public key');
  expect(verifierOf(keys, 's1').verify(MESSAGE, createSign('sha256').update(MESSAGE).sign(privateKey, 'base64'))).toBe(false);
});

import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sm2 as oracle } from 'sm-crypto-v2';
import { newSm2Key, requireSoundSm2, Sm2PrivateKey, Sm2PublicKey } from './sm2';

const pkcs8 = newSm2Key();
const key = new Sm2PrivateKey(pkcs8);
const MESSAGE = Buffer.from('电子印章 SES\0\xff');

test('the worked example of the standard comes out', () => {
  expect(requireSoundSm2).not.toThrow();
});

test('what is signed verifies, with this key and for these bytes only', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(), (message, bit) => {
    const signature = key.sign(message);
    expect(key.publicKey.verify(message, signature)).toBe(true);
    const at = bit % (signature.length * 8);
    signature[at >> 3]! ^= 1 << (at & 7);
    expect(key.publicKey.verify(message, signature)).toBe(false);
  }), { numRuns: 60 });
  expect(new Sm2PrivateKey(newSm2Key()).publicKey.verify(MESSAGE, key.sign(MESSAGE))).toBe(false);
});

test('an independent implementation agrees both ways', () => {
  const publicKey = key.publicKey.spki.subarray(-65).toString('hex');
  const privateKey = privateNumber(pkcs8);
  const options = { hash: true, der: true, userId: '1234567812345678' };
  expect(oracle.doVerifySignature(MESSAGE, key.sign(MESSAGE).toString('hex'), publicKey, options)).toBe(true);
  for (let run = 0; run < 20; run += 1) {
    const signature = oracle.doSignature(MESSAGE, privateKey, { ...options, publicKey });
    expect(key.publicKey.verify(MESSAGE, Buffer.from(signature, 'hex'))).toBe(true);
  }
});

/** The number within PKCS #8 → ECPrivateKey: OCTET STRING of 32 bytes after its version. */
function privateNumber(der: Buffer): string {
  const at = der.indexOf(Buffer.from('0201010420', 'hex'));
  return der.subarray(at + 5, at + 37).toString('hex');
}

test('a signature in any other encoding of the same numbers is none', () => {
  const signature = key.sign(MESSAGE);
  expect(key.publicKey.verify(MESSAGE, Buffer.concat([signature, Buffer.from([0])]))).toBe(false);
  const [r, s] = numbersOf(signature);
  const padded = Buffer.concat([Buffer.from([0]), r]);
  expect(key.publicKey.verify(MESSAGE, sequence(r, s))).toBe(true);
  expect(key.publicKey.verify(MESSAGE, sequence(padded, s))).toBe(false);
});

function numbersOf(signature: Buffer): [Buffer, Buffer] {
  const length = signature[3]!;
  return [signature.subarray(4, 4 + length), signature.subarray(6 + length)];
}

function sequence(...numbers: Buffer[]): Buffer {
  const body = Buffer.concat(numbers.flatMap((number) => [Buffer.from([2, number.length]), number]));
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

test('other keys are refused', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  expect(() => new Sm2PrivateKey(privateKey.export({ type: 'pkcs8', format: 'der' }))).toThrow('no SM2 key');
  expect(() => new Sm2PublicKey(publicKey.export({ type: 'spki', format: 'der' }))).toThrow('no SM2 public key');
  const offCurve = Buffer.from(key.publicKey.spki);
  offCurve[offCurve.length - 1]! ^= 1;
  expect(() => new Sm2PublicKey(offCurve)).toThrow('not on the curve');
});

const hasOpenssl = (): boolean => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL 3');
  } catch {
    return false;
  }
};

(hasOpenssl() ? test : test.skip)('the openssl command reads our signatures, and we read its', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onething-sm2-'));
  const at = (name: string, content: Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const identity = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];
  try {
    const message = at('message', MESSAGE);
    const said = execFileSync('openssl', ['pkeyutl', '-verify', ...identity, '-pubin', '-keyform', 'DER', '-inkey', at('public', key.publicKey.spki),
      '-in', message, '-sigfile', at('ours', key.sign(MESSAGE))], { encoding: 'utf8' });
    expect(said).toContain('Signature Verified Successfully');
    const theirs = join(folder, 'theirs');
    execFileSync('openssl', ['pkeyutl', '-sign', ...identity, '-keyform', 'DER', '-inkey', at('private', pkcs8), '-in', message, '-out', theirs]);
    expect(key.publicKey.verify(MESSAGE, readFileSync(theirs))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

import fc from 'fast-check';
import { ALGORITHMS, DecryptionError, type Envelope } from './envelope';
import { addKey, generateKeySet } from './key-set';
import { Keyring } from './keyring';

const PLACE = { table: 'person', field: 'number', row: '0195d3a2-0000-7000-8000-000000000001' };
const altered = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0] = bytes[0]! ^ 1;
  return bytes.toString('base64');
};

describe.each(ALGORITHMS)('%s', (algorithm) => {
  const keyring = Keyring.generate({ algorithm });

  test('every text reads back, also after storage as JSON, and no two envelopes are alike', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const envelope = keyring.encrypt(PLACE, text);
      expect(keyring.decrypt(PLACE, JSON.parse(JSON.stringify(envelope)) as Envelope)).toBe(text);
      expect(keyring.encrypt(PLACE, text).iv).not.toBe(envelope.iv);
      expect(envelope).toMatchObject({ keyId: 'e1', alg: algorithm });
    }));
  });

  test.each(['table', 'field', 'row'] as const)('a value moved to another %s is refused', (part) => {
    const envelope = keyring.encrypt(PLACE, '650102199001010017');
    expect(() => keyring.decrypt({ ...PLACE, [part]: 'other' }, envelope)).toThrow(DecryptionError);
  });

  test.each(['iv', 'ct', 'tag'] as const)('an altered %s is refused', (part) => {
    const envelope = keyring.encrypt(PLACE, '650102199001010017');
    expect(() => keyring.decrypt(PLACE, { ...envelope, [part]: altered(envelope[part]) })).toThrow(DecryptionError);
  });

  test('a shortened tag is refused', () => {
    const envelope = keyring.encrypt(PLACE, 'x');
    const tag = Buffer.from(envelope.tag, 'base64').subarray(0, 4).toString('base64');
    expect(() => keyring.decrypt(PLACE, { ...envelope, tag })).toThrow(DecryptionError);
  });
});

test('an envelope under another algorithm than the present one is still read', () => {
  const keySet = generateKeySet();
  const envelope = new Keyring(keySet, { algorithm: 'SM4-CTR-HMAC-SM3' }).encrypt(PLACE, '张三');
  expect(new Keyring(keySet).decrypt(PLACE, envelope)).toBe('张三');
});

test('the algorithm of an envelope cannot be exchanged', () => {
  const keyring = Keyring.generate();
  const envelope = keyring.encrypt(PLACE, '张三');
  expect(() => keyring.decrypt(PLACE, { ...envelope, alg: 'SM4-CTR-HMAC-SM3' })).toThrow(DecryptionError);
  expect(() => keyring.decrypt(PLACE, { ...envelope, alg: 'none' as Envelope['alg'] })).toThrow(/algorithm/);
});

test('old values are read with the key that they name; without it the failure names key and place, not the value', () => {
  const first = generateKeySet();
  const envelope = new Keyring(first).encrypt(PLACE, '张三');
  const second = addKey(first, 'encryption');
  expect(new Keyring(second).decrypt(PLACE, envelope)).toBe('张三');
  expect(new Keyring(second).currentKeyId).toBe('e2');
  const without = new Keyring({ ...second, encryption: { current: 'e2', keys: { e2: second.encryption.keys['e2']! } } });
  expect(() => without.decrypt(PLACE, envelope)).toThrow('person.number of row 0195d3a2-0000-7000-8000-000000000001 cannot be decrypted: the key "e1"');
});

test('blind indexes are equal for equal values of one purpose only, and have versions of their own', () => {
  const keySet = generateKeySet();
  const keyring = new Keyring(keySet);
  const index = keyring.blindIndex('person.number', '650102199001010017');
  expect(index).toMatch(/^b1\.[0-9a-f]{64}$/);
  expect(keyring.blindIndex('person.number', '650102199001010017')).toBe(index);
  expect(keyring.blindIndex('person.mobile', '650102199001010017')).not.toBe(index);
  expect(keyring.blindIndex('person.number', '650102199001010018')).not.toBe(index);
  const renewed = new Keyring(addKey(keySet, 'blindIndex'));
  expect(renewed.blindIndexes('person.number', '650102199001010017')).toEqual([expect.stringMatching(/^b2\./), index]);
});

test('a keyed digest fits equal data under any key of the ring, and nothing else', () => {
  const keySet = generateKeySet();
  const digest = new Keyring(keySet).keyedDigest({ a: 1, b: '张三' });
  const renewed = new Keyring(addKey(keySet, 'blindIndex'));
  expect(renewed.matchesDigest({ b: '张三', a: 1 }, digest)).toBe(true);
  expect(renewed.matchesDigest({ b: '李四', a: 1 }, digest)).toBe(false);
  expect(renewed.matchesDigest({ b: '张三', a: 1 }, digest.replace('b1', 'b9'))).toBe(false);
  expect(Keyring.generate().matchesDigest({ b: '张三', a: 1 }, digest)).toBe(false);
});

test('a broken key set is refused without showing a key', () => {
  const keySet = generateKeySet();
  const short = { ...keySet, encryption: { current: 'e1', keys: { e1: Buffer.alloc(16, 3).toString('base64') } } };
  expect(() => new Keyring(short)).toThrow('The encryption key "e1" is not 32 bytes in base64');
  expect(() => new Keyring({ ...keySet, blindIndex: { current: 'b2', keys: keySet.blindIndex.keys } })).toThrow('no key "b2"');
});

describe('a key that is added while the ring is in use', () => {
  const first = generateKeySet();
  const second = addKey(addKey(first, 'encryption'), 'blindIndex');

  test('is taken over: new values come under it, old ones read on', () => {
    const keyring = new Keyring(first);
    const [old, index] = [keyring.encrypt(PLACE, 'before'), keyring.blindIndex('p', 'x')];
    keyring.renew(second);
    expect(keyring.encrypt(PLACE, 'after').keyId).toBe('e2');
    expect(keyring.decrypt(PLACE, old)).toBe('before');
    expect(keyring.blindIndexes('p', 'x')).toEqual([expect.stringMatching(/^b2\./), index]);
  });

  test('is looked for when a value names it', () => {
    const keyring = new Keyring(first);
    const written = new Keyring(second).encrypt(PLACE, 'by another process');
    expect(() => keyring.decrypt(PLACE, written)).toThrow(DecryptionError);
    keyring.lookForKeysIn(() => second);
    expect(keyring.decrypt(PLACE, written)).toBe('by another process');
    expect(keyring.currentKeyId).toBe('e2');
  });

  test('a file without a key that is in use is not taken', () => {
    const keyring = new Keyring(second);
    expect(() => keyring.renew(first)).toThrow('The encryption key "e2" is missing');
    expect(() => keyring.renew({ ...second, encryption: { current: 'e1', keys: { ...second.encryption.keys, e1: generateKeySet().encryption.keys['e1']! } } })).toThrow('another one');
    expect(keyring.currentKeyId).toBe('e2');
  });
});

import { createPrivateKey, createPublicKey, createSign, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sm3 } from './sm3';

/** Default identity of a signer (GM/T 0009-2012 §10). */
const SIGNER_ID = Buffer.from('1234567812345678');
/** Parameters a and b and base point of the curve sm2p256v1 (GB/T 32918.5-2017). */
const CURVE = Buffer.from(
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
  '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
  'hex',
);
const ID_BITS = Buffer.from([0, SIGNER_ID.length * 8]);
/** SPKI of an uncompressed point of sm2p256v1 up to its two coordinates: id-ecPublicKey, 1.2.156.10197.1.301. */
const SPKI_HEAD = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d03420004', 'hex');
/** Bytes of a point's two coordinates. */
const POINT_BYTES = 64;

/** The private half of an SM2 key (GB/T 32918). */
export class Sm2PrivateKey {
  readonly publicKey: Sm2PublicKey;
  private readonly key: KeyObject;

  /**
   * Only a key that was read from its encoding signs as SM2: a fresh one of `generateKeyPairSync` would silently sign ECDSA.
   * @param pkcs8 PKCS #8 in DER @throws RangeError when it is no SM2 key
   */
  constructor(pkcs8: Uint8Array) {
    try {
      this.key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
      this.publicKey = new Sm2PublicKey(createPublicKey(this.key).export({ type: 'spki', format: 'der' }));
    } catch {
      throw new RangeError('This is no SM2 key in PKCS #8');
    }
  }

  /** SM2 with SM3 (1.2.156.10197.1.501) under the default identity. @returns SEQUENCE { r, s } in DER */
  sign(message: string | Uint8Array): Buffer {
    return createSign('sm3').update(this.publicKey.prefix).update(message).sign(this.key);
  }
}

/** Checks signatures with the public half alone. */
export class Sm2PublicKey {
  /** SPKI in DER, with an uncompressed point. */
  readonly spki: Buffer;
  /** What SM2 hashes before the message: Z of GB/T 32918.2 §5.5. */
  readonly prefix: Buffer;
  private readonly key: KeyObject;

  /** @param spki DER @throws RangeError when it is no SM2 key with an uncompressed point on the curve */
  constructor(spki: Uint8Array) {
    this.spki = Buffer.from(spki);
    const isSm2 = this.spki.length === SPKI_HEAD.length + POINT_BYTES && this.spki.subarray(0, SPKI_HEAD.length).equals(SPKI_HEAD);
    if (!isSm2) throw new RangeError('This is no SM2 public key');
    try {
      this.key = createPublicKey({ key: this.spki, format: 'der', type: 'spki' });
    } catch {
      throw new RangeError('This SM2 public key is not on the curve');
    }
    this.prefix = Buffer.from(sm3(Buffer.concat([ID_BITS, SIGNER_ID, CURVE, this.spki.subarray(-POINT_BYTES)])), 'hex');
  }

  /** @param signature DER; any other encoding of the same numbers is no signature */
  verify(message: string | Uint8Array, signature: Uint8Array): boolean {
    try {
      return createVerify('sm3').update(this.prefix).update(message).verify(this.key, signature);
    } catch {
      return false;
    }
  }
}

/** A new private key: PKCS #8 in DER. */
export function newSm2Key(): Buffer {
  return generateKeyPairSync('ec', { namedCurve: 'SM2' }).privateKey.export({ type: 'pkcs8', format: 'der' });
}

/** The worked example of GB/T 32918.5-2017, appendix A.2: public key, and signature of "message digest". */
const KNOWN_POINT = '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13';
const KNOWN_PREFIX = 'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3';
const KNOWN_SIGNATURE = '3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa';
const KNOWN_DIGEST = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0';

/**
 * Known-answer test of SM3 and SM2, for the start of every process that signs: an OpenSSL that computes otherwise must not sign.
 * @throws Error when an answer is wrong
 */
export function requireSoundSm2(): void {
  const known = new Sm2PublicKey(Buffer.concat([SPKI_HEAD, Buffer.from(KNOWN_POINT, 'hex')]));
  const signature = Buffer.from(KNOWN_SIGNATURE, 'hex');
  const own = new Sm2PrivateKey(newSm2Key());
  const answers = {
    'SM3 of "abc"': sm3('abc') === KNOWN_DIGEST,
    'Z of GB/T 32918.5 A.2': known.prefix.toString('hex') === KNOWN_PREFIX,
    'signature of GB/T 32918.5 A.2': known.verify('message digest', signature) && !known.verify('message digesT', signature),
    'signature of our own': own.publicKey.verify('一件事', own.sign('一件事')) && !known.verify('一件事', own.sign('一件事')),
  };
  const wrong = Object.entries(answers).filter(([, right]) => !right).map(([name]) => name);
  if (wrong.length > 0) throw new Error(`This Node computes SM2/SM3 wrongly (${wrong.join(', ')}): do not sign with it.`);
}

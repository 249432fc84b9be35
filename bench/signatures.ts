import crypto, { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { newSm2Key, Sm2PrivateKey } from '@onething/crypto';

/** How many signatures a piece of work makes and verifies. */
export interface SignatureCounts {
  sm2Sign: number;
  sm2Verify: number;
  p256Sign: number;
  p256Verify: number;
}

type AnyFunction = (...given: never[]) => unknown;
const WATCHED = ['createSign', 'createVerify', 'sign', 'verify'] as const;
const COUNTED: Record<(typeof WATCHED)[number], ['sm2Sign' | 'sm2Verify', 'p256Sign' | 'p256Verify']> = {
  createSign: ['sm2Sign', 'p256Sign'], createVerify: ['sm2Verify', 'p256Verify'], sign: ['sm2Sign', 'p256Sign'], verify: ['sm2Verify', 'p256Verify'],
};

/** Counts them where they happen, at Node's own functions: what the code says that it does might be something else. */
export async function countSignatures(work: () => Promise<void>): Promise<SignatureCounts> {
  const counts: SignatureCounts = { sm2Sign: 0, sm2Verify: 0, p256Sign: 0, p256Verify: 0 };
  const functions = crypto as unknown as Record<string, AnyFunction>;
  const before = WATCHED.map((name) => [name, functions[name]!] as const);
  for (const [name, original] of before) {
    functions[name] = (...given) => {
      counts[COUNTED[name][String(given[0]).toLowerCase() === 'sm3' ? 0 : 1]] += 1;
      return original(...given);
    };
  }
  syncBuiltinESMExports();
  try {
    await work();
    return counts;
  } finally {
    for (const [name, original] of before) functions[name] = original;
    syncBuiltinESMExports();
  }
}

/** The same signatures and nothing else, over messages of 1,000 bytes: what no program that signs can be faster than. */
export class RawSignatures {
  private readonly message = randomBytes(1_000);
  private readonly sm2 = new Sm2PrivateKey(newSm2Key());
  private readonly p256: KeyObject = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  private readonly p256Public = createPublicKey(this.p256);
  private readonly signed = { sm2: this.sm2.sign(this.message), p256: sign('sha256', this.message, this.p256) };

  run({ sm2Sign, sm2Verify, p256Sign, p256Verify }: SignatureCounts, times: number): void {
    for (let turn = 0; turn < times; turn += 1) {
      repeat(sm2Sign, () => this.sm2.sign(this.message));
      repeat(sm2Verify, () => this.sm2.publicKey.verify(this.message, this.signed.sm2));
      repeat(p256Sign, () => sign('sha256', this.message, this.p256));
      repeat(p256Verify, () => verify('sha256', this.message, this.p256Public, this.signed.p256));
    }
  }
}

function repeat(times: number, work: () => unknown): void {
  for (let turn = 0; turn < times; turn += 1) work();
}

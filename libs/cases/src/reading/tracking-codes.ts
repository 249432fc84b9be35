import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';

const PURPOSE = 'case.queryCode';
const DIGITS = 6;

/**
 * Query codes (查询码): six digits with which one looks up one's case without an account. They are not stored, but follow from the
 * id of the case or item and a key of the blind indexes. After a change of keys a code that was printed before stays good, for as
 * long as its key is kept.
 */
@Injectable()
export class QueryCodes {
  constructor(private readonly keyring: Keyring) {}

  /** @param id of the case, or of one of its items */
  codeOf(id: string): string {
    return digitsOf(this.keyring.blindIndex(PURPOSE, id));
  }

  /** True for the code under any key of the ring. Takes as long for a wrong code as for the right one. */
  fits(id: string, code: string): boolean {
    const given = Buffer.from(code);
    const right = this.keyring.blindIndexes(PURPOSE, id).map((index) => Buffer.from(digitsOf(index)));
    return right.map((one) => one.length === given.length && timingSafeEqual(one, given)).includes(true);
  }
}

/** Evenly spread: 64 bits are far more than a million values. */
function digitsOf(index: string): string {
  const hex = index.slice(index.indexOf('.') + 1, index.indexOf('.') + 17);
  return String(BigInt(`0x${hex}`) % 10n ** BigInt(DIGITS)).padStart(DIGITS, '0');
}

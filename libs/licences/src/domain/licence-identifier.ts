import { DomainError } from '@onething/kernel';

/** Root of the identifiers of electronic licences (GB/T 36904-2018). */
const ROOT = '1.2.156.3005.2';
const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What an identifier of an electronic licence (电子证照标识) says. */
export interface LicenceIdentifierParts {
  /** 证照类型代码, 21 characters. */
  typeCode: string;
  /** 颁发机构代码: mostly a USCC; older data use other codes. */
  issuerCode: string;
  /** 流水号: capitals and digits. */
  serial: string;
  /** 版本号, 1 to 999. */
  version: number;
}

/** `vendorVariant`: some software counts letters one too high (A = 11). It is read, and never written. */
export type IdentifierCheck = 'standard' | 'vendorVariant';

export interface LicenceIdentifier extends LicenceIdentifierParts {
  check: IdentifierCheck;
}

/**
 * The identifier of an electronic licence: root, type, issuer, serial, version, check character.
 * @throws TypeError when a part has another form
 */
export function composeIdentifier({ typeCode, issuerCode, serial, version }: LicenceIdentifierParts): string {
  if (![typeCode, issuerCode, serial].every((part) => /^[0-9A-Z]+$/.test(part)) || typeCode.length !== 21) throw new TypeError('Parts of an identifier have digits and capitals only, its type code 21');
  if (!Number.isInteger(version) || version < 1 || version > 999) throw new TypeError('A version is a number from 1 to 999');
  const parts = [typeCode, issuerCode, serial, String(version).padStart(3, '0')];
  return [ROOT, ...parts, checkCharacter(parts.join(''))].join('.');
}

/** @throws DomainError `LICENCES.BAD_IDENTIFIER` when it has another form, or its check character is wrong */
export function parseIdentifier(text: string): LicenceIdentifier {
  const parts = /^1\.2\.156\.3005\.2\.([0-9A-Z]{21})\.([0-9A-Z]{4,32})\.([0-9A-Z]{1,64})\.(\d{3})\.([0-9A-Z])$/.exec(text.trim());
  const [, typeCode = '', issuerCode = '', serial = '', version = '', given] = parts ?? [];
  const body = typeCode + issuerCode + serial + version;
  const check = ([['standard', checkCharacter], ['vendorVariant', variantCheckCharacter]] as const).find(([, of]) => parts && of(body) === given)?.[0];
  if (check !== undefined && version !== '000') return { typeCode, issuerCode, serial, version: Number(version), check };
  const message = 'This is no identifier of an electronic licence. Compare it character by character with the licence.';
  throw new DomainError('invalid', 'LICENCES.BAD_IDENTIFIER', message, { fields: [{ field: 'identifier', code: 'LICENCES.BAD_IDENTIFIER', message }] });
}

/** ISO 7064 MOD 37,36 (hybrid). */
function checkCharacter(body: string): string {
  let product = 36;
  for (const character of body) product = doubled(product + CHARACTERS.indexOf(character));
  return CHARACTERS[(37 - product) % 36]!;
}

/** As some software computes it: letters count one more, sums with them are reduced by 37 first, and the result is one too low. */
function variantCheckCharacter(body: string): string {
  let product = 36;
  for (const character of body) {
    const isLetter = character >= 'A';
    const sum = product + CHARACTERS.indexOf(character) + (isLetter ? 1 : 0);
    product = doubled(isLetter && sum > 37 ? sum % 37 : sum);
  }
  return CHARACTERS[(36 - product + 36) % 36]!;
}

const doubled = (sum: number): number => ((sum % 36 || 36) * 2) % 37;

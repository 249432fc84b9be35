import { DomainError } from './domain-error';

export interface Uscc {
  code: string;
  /** 登记管理部门: 1 establishment office, 5 civil affairs, 9 market regulation … */
  registrar: string;
  /** 机构类别, read together with the registrar: 91 enterprise, 92 individual business, 93 farmers' cooperative, 11 organ … */
  organisationKind: string;
  /** Where it is registered (GB/T 2260). */
  divisionCode: string;
  /** 组织机构代码, 9 characters with its own check character (GB 11714-1997). */
  organisationCode: string;
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The 18th character of a unified social credit code (GB 32100-2015). @throws RangeError unless given 17 characters of its alphabet. */
export function usccCheckCharacter(body: string): string {
  if (!/^[0-9A-HJ-NPQRTUWXY]{17}$/.test(body)) throw new RangeError('A check character is made over 17 digits and letters, without I, O, S, V, Z');
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * ALPHABET.indexOf(body[index]!), 0);
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** The ninth character of an organisation code (GB 11714-1997). @throws RangeError unless given 8 digits and capital letters. */
export function organisationCheckCharacter(body: string): string {
  if (!/^[0-9A-Z]{8}$/.test(body)) throw new RangeError('A check character is made over 8 digits and capital letters');
  const sum = ORGANISATION_WEIGHTS.reduce((total, weight, index) => total + weight * Number.parseInt(body[index]!, 36), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/**
 * Reads a unified social credit code (统一社会信用代码, GB 32100-2015) with both of its check characters. Small letters count
 * as capitals.
 * @param field path of the input field, for the failure
 * @throws DomainError `USCC.FORM`, `USCC.CHECK_CHARACTER`, `USCC.ORGANISATION_CODE`
 */
export function parseUscc(text: string, field = 'number'): Uscc {
  const code = text.toUpperCase();
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) {
    throw failure(field, 'USCC.FORM', 'Write all 18 characters: digits and letters, never I, O, S, V or Z; characters 3 to 8 are digits.');
  }
  if (usccCheckCharacter(code.slice(0, 17)) !== code[17]) {
    throw failure(field, 'USCC.CHECK_CHARACTER', 'The last character does not fit the others: one of them is wrong. Compare the code with the business licence.');
  }
  if (organisationCheckCharacter(code.slice(8, 16)) !== code[16]) {
    throw failure(field, 'USCC.ORGANISATION_CODE', 'Characters 9 to 17 are no valid organisation code. Compare the code with the business licence.');
  }
  return { code, registrar: code[0]!, organisationKind: code[1]!, divisionCode: code.slice(2, 8), organisationCode: code.slice(8, 17) };
}

/** True when `parseUscc` would accept it. */
export function isUscc(text: string): boolean {
  try {
    parseUscc(text);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

function failure(field: string, code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field, code, message }] });
}

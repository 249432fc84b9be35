import { DomainError } from '@onething/kernel';

/** A number of the register: gap-free per licence type, issuing authority and year. */
export interface PrintedNumber {
  /** Unified social credit code of the issuing authority, 18 characters. */
  issuerUscc: string;
  year: number;
  serial: number;
}

/**
 * 证照编号, printed on the licence: organisation code of the issuer 9 (characters 9–17 of its USCC) + year 4 + serial 6.
 * Capitals and digits only, so that it can stand in the licence identifier (GB/T 36904), and different for each authority
 * of a type even where two of them serve one division.
 * @throws DomainError `LICENCES.SERIAL_EXHAUSTED` after 999,999 licences of a type, authority and year
 */
export function composePrintedNumber({ issuerUscc, year, serial }: PrintedNumber): string {
  if (!/^[0-9A-Z]{18}$/.test(issuerUscc)) throw new TypeError('An issuer is named by the 18 characters of its USCC');
  if (serial > 999_999) {
    throw new DomainError('refused', 'LICENCES.SERIAL_EXHAUSTED', 'All numbers of this type, authority and year are used up.');
  }
  return `${issuerUscc.slice(8, 17)}${year}${String(serial).padStart(6, '0')}`;
}

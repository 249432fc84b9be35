import { composePrintedNumber } from './printed-number';
import { maskedLicenceNumber } from './masked-number';

describe('composePrintedNumber', () => {
  it('joins organisation code, year and serial', () => {
    expect(composePrintedNumber({ issuerUscc: '11650000900000014C', year: 2026, serial: 42 })).toBe('9000000142026000042');
  });

  it('refuses what does not fit six digits', () => {
    const last = { issuerUscc: '11650000900000014C', year: 2026, serial: 999_999 };
    expect(composePrintedNumber(last)).toMatch(/999999$/);
    expect(() => composePrintedNumber({ ...last, serial: 1_000_000 })).toThrow(
      expect.objectContaining({ code: 'LICENCES.SERIAL_EXHAUSTED' }),
    );
  });

  it('refuses an issuer that is no USCC', () => {
    expect(() => composePrintedNumber({ issuerUscc: '340100', year: 2026, serial: 1 })).toThrow(TypeError);
  });
});

describe('maskedLicenceNumber', () => {
  it('hides the middle of a citizen number and shows the number of a paper', () => {
    expect(maskedLicenceNumber('650102199001010017', '2026-11-24')).toBe('650102********0017');
    expect(maskedLicenceNumber('9000000142026000042', '2026-11-24')).toBe('9000000142026000042');
  });
});

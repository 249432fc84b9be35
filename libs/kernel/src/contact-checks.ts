/** A mobile number of the mainland: 11 digits, from 13 to 19. */
export function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text);
}

/** A postal code of the mainland: 6 digits. */
export function isPostalCode(text: string): boolean {
  return /^\d{6}$/.test(text);
}

/** The number of a bank card: 12 to 19 digits whose last one fits (Luhn, ISO/IEC 7812-1). */
export function isBankCard(text: string): boolean {
  if (!/^\d{12,19}$/.test(text)) return false;
  const sum = [...text].reverse().reduce((total, character, index) => {
    const value = Number(character) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

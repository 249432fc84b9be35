import { DomainError, parseBundleNumber, parseCaseNumber, parseReceiptNumber } from '@onething/kernel';

/**
 * Reads what somebody has typed as a number of a case: that of the whole (一件事编号), of a receipt (收件编号) or of an item case
 * (办件编号). Blanks and small letters are forgiven.
 * @throws DomainError `NUMBERS.FORM`, `NUMBERS.CHECK_CHARACTER`, before anybody looks whether there is such a case
 */
export function readTrackingNumber(typed: string): string {
  const number = typed.replace(/\s/g, '').toUpperCase();
  if (number.startsWith('YJS')) parseBundleNumber(number);
  else if (number.length === RECEIPT_LENGTH) parseReceiptNumber(number);
  else if (number.length === CASE_LENGTH) parseCaseNumber(number);
  else throw unknownForm();
  return number;
}

const RECEIPT_LENGTH = 23;
const CASE_LENGTH = 43;

function unknownForm(): DomainError {
  const message = `A number of a case begins with YJS, or has ${RECEIPT_LENGTH} characters (receipt), or ${CASE_LENGTH} (item case). Copy it whole from the receipt.`;
  return new DomainError('invalid', 'NUMBERS.FORM', message, { fields: [{ field: 'number', code: 'NUMBERS.FORM', message }] });
}

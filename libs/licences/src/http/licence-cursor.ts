import { DomainError, isCivilDate } from '@onething/kernel';
import type { LicencePosition } from '../persistence/licence.repository';

/** A page's end as an opaque text for the next request. */
export function encodeCursor({ issuedOn, id }: LicencePosition): string {
  return Buffer.from(`${issuedOn}.${id}`).toString('base64url');
}

/** @throws DomainError `LICENCES.BAD_CURSOR` */
export function decodeCursor(text: string): LicencePosition {
  const parts = /^(\d{4}-\d{2}-\d{2})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(Buffer.from(text, 'base64url').toString());
  if (parts && isCivilDate(parts[1]!)) return { issuedOn: parts[1]!, id: parts[2]! };
  const message = 'Give the `next` of the page before, unchanged.';
  throw new DomainError('invalid', 'LICENCES.BAD_CURSOR', message, { fields: [{ field: 'after', code: 'LICENCES.BAD_CURSOR', message }] });
}

import { DomainError } from '@onething/kernel';

/** How long a code can be read: 60 s, in ms. The screen shows a new one before the old one ends. */
export const PRESENTATION_MS = 60_000;

/** What the QR code of a presentation (亮证) says: no personal data, nothing that opens anything without an official's account. */
export interface Presentation {
  /** Id of the presentation; each is read once. */
  id: string;
  /** Id of the licence's version. */
  versionId: string;
  /** Who presents: the holder, or the guardian of a child. */
  personId: string;
  /** Epoch ms, whole seconds. */
  expiresAt: number;
}

export interface SignedPresentation {
  presentation: Presentation;
  key: string;
  /** Base64. */
  signature: string;
}

const FORM = /^OT1\.([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]{70})\.([A-Za-z0-9_-]{80,100})$/;
const IDS = 3;
const ID_BYTES = 16;
const TIME_AT = IDS * ID_BYTES;

/** What is signed: 52 bytes in base64url, three ids and the end in whole seconds, behind the name of the form. */
export function presentationText({ id, versionId, personId, expiresAt }: Presentation): string {
  const bytes = Buffer.alloc(TIME_AT + 4);
  [id, versionId, personId].forEach((one, index) => Buffer.from(one.replaceAll('-', ''), 'hex').copy(bytes, index * ID_BYTES));
  bytes.writeUInt32BE(Math.floor(expiresAt / 1000), TIME_AT);
  return bytes.toString('base64url');
}

export function writePresentationCode({ presentation, key, signature }: SignedPresentation): string {
  return ['OT1', key, presentationText(presentation), Buffer.from(signature, 'base64').toString('base64url')].join('.');
}

/**
 * Reads a code as a scanner gives it, with or without the address before it.
 * @throws DomainError `LICENCES.PRESENTATION_UNREADABLE`
 */
export function readPresentationCode(scanned: string): SignedPresentation {
  const [, key, text, signature] = FORM.exec(scanned.trim().replace(/^[^#]*#/, '')) ?? [];
  if (key === undefined || text === undefined || signature === undefined) throw unreadable();
  const bytes = Buffer.from(text, 'base64url');
  const [id, versionId, personId] = [0, 1, 2].map((index) => uuid(bytes.subarray(index * ID_BYTES, (index + 1) * ID_BYTES))) as [string, string, string];
  const presentation = { id, versionId, personId, expiresAt: bytes.readUInt32BE(TIME_AT) * 1000 };
  // One presentation is written in one way only.
  if (presentationText(presentation) !== text) throw unreadable();
  return { presentation, key, signature: Buffer.from(signature, 'base64url').toString('base64') };
}

/** Also what a wrong signature is answered with: a code that is not ours says nothing. */
export function unreadable(): DomainError {
  const message = 'This is no code of a licence that is being presented. Scan the code on the holder\'s screen again.';
  return new DomainError('invalid', 'LICENCES.PRESENTATION_UNREADABLE', message, { fields: [{ field: 'code', code: 'LICENCES.PRESENTATION_UNREADABLE', message }] });
}

function uuid(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

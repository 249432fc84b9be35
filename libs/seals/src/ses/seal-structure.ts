import { bitsOf, childrenOf, contentOf, type DerElement, integerOf, MalformedError, oidOf, readDer, TAG, textOf, timeOf } from '../der';
import { derSequence } from '../der-writer';

/** `GB/T 38540` is that of 2020, version 4; `GM/T 0031` its predecessor of 2014, versions 1 to 3, read and never written. */
export type SesForm = 'GB/T 38540' | 'GM/T 0031';

/** Picture of a seal (印章图像数据). */
export interface SealPicture {
  /** `PNG`, `SVG`, `OFD` … */
  type: string;
  data: Buffer;
  /** In mm. */
  width: number;
  height: number;
}

/** Who may sign with a seal: certificates themselves, or digests of them. */
export type SealHolders =
  | { kind: 'certificates'; certificates: Buffer[] }
  | { kind: 'digests'; digests: { algorithm: string; value: Buffer }[] };

/** An electronic seal (电子印章, SESeal). Slices are of the bytes as they were received. */
export interface Seal {
  form: SesForm;
  raw: Buffer;
  /** What the maker signed. */
  signedBytes: Buffer;
  id: string;
  /** Who made the structure (Vid). */
  vendor: string;
  /** 1 a seal of an organisation, 2 one of a person; others by agreement. */
  type: number;
  name: string;
  holders: SealHolders;
  /** Epoch ms. */
  createdAt: number;
  validFrom: number;
  validTo: number;
  picture: SealPicture;
  makerCertificate: Buffer;
  signatureOid: string;
  signature: Buffer;
  /** Identifiers of critical extensions: none is understood here. */
  criticalExtensions: string[];
}

/** An electronic signature with a seal (电子签章, SES_Signature). */
export interface SesSignature {
  form: SesForm;
  raw: Buffer;
  /** What the owner signed. */
  signedBytes: Buffer;
  seal: Seal;
  /** As the signer says, epoch ms. */
  signedAt: number;
  /** SM3 of the document, 32 bytes. */
  dataHash: Buffer;
  /** Where in the document the seal stands; ours is the length of the bytes that were hashed. */
  propertyInfo: string;
  signerCertificate: Buffer;
  signatureOid: string;
  signature: Buffer;
  /** A time stamp behind the signature, which does not cover it. */
  timeStamp?: Buffer;
  criticalExtensions: string[];
}

/** Version of a structure that is newer than what is read here. */
export class UnsupportedVersionError extends MalformedError {}

/** @throws MalformedError, UnsupportedVersionError */
export function readSeal(bytes: Uint8Array): Seal {
  return sealOf(readDer(bytes));
}

/** @throws MalformedError, UnsupportedVersionError */
export function readSesSignature(bytes: Uint8Array): SesSignature {
  const element = readDer(bytes);
  const parts = childrenOf(element);
  const [toSign] = parts;
  const fields = childrenOf(toSign);
  const seal = sealOf(fields[1]);
  requireVersion(integerOf(fields[0]), seal.form);
  const common = { form: seal.form, raw: element.raw, signedBytes: toSign!.raw, seal, dataHash: bitsOf(fields[3]), propertyInfo: textOf(fields[4], TAG.ia5) };
  if (seal.form === 'GM/T 0031') {
    requireCount(parts, 2, 2);
    requireCount(fields, 7, 8);
    return {
      ...common, signedAt: oldTimeOf(fields[2]), signerCertificate: contentOf(fields[5], TAG.octetString), signatureOid: oidOf(fields[6]), signature: bitsOf(parts[1]),
      criticalExtensions: criticalIn(fields[7]),
    };
  }
  requireCount(parts, 4, 5);
  requireCount(fields, 5, 6);
  return {
    ...common, signedAt: timeOf(fields[2]), signerCertificate: contentOf(parts[1], TAG.octetString), signatureOid: oidOf(parts[2]), signature: bitsOf(parts[3]),
    ...(parts[4] ? { timeStamp: bitsOf(childrenOf(parts[4], TAG.context0)[0]) } : {}), criticalExtensions: criticalIn(fields[5]),
  };
}

function sealOf(element: DerElement | undefined): Seal {
  const parts = childrenOf(element);
  const [info] = parts;
  const fields = childrenOf(info);
  requireCount(fields, 4, 5);
  const { form, vendor } = headerOf(fields[0]);
  const common = { form, vendor, raw: element!.raw, id: textOf(fields[1], TAG.ia5), ...propertyOf(fields[2], form), picture: pictureOf(fields[3]), criticalExtensions: criticalIn(fields[4]) };
  if (form === 'GM/T 0031') {
    requireCount(parts, 2, 2);
    const [certificate, algorithm, value] = childrenOf(parts[1]);
    const makerCertificate = contentOf(certificate, TAG.octetString);
    return {
      ...common, makerCertificate, signatureOid: oidOf(algorithm), signature: bitsOf(value),
      signedBytes: derSequence(info!.raw, certificate!.raw, algorithm!.raw),
    };
  }
  requireCount(parts, 4, 4);
  return { ...common, signedBytes: info!.raw, makerCertificate: contentOf(parts[1], TAG.octetString), signatureOid: oidOf(parts[2]), signature: bitsOf(parts[3]) };
}

function headerOf(element: DerElement | undefined): { form: SesForm; vendor: string } {
  const [id, version, vendor] = childrenOf(element);
  if (textOf(id, TAG.ia5) !== 'ES') throw new MalformedError('no electronic seal');
  const number = integerOf(version);
  const form = number === 4 ? 'GB/T 38540' : 'GM/T 0031';
  requireVersion(number, form);
  return { form, vendor: textOf(vendor, TAG.ia5) };
}

function requireVersion(version: number, form: SesForm): void {
  if (version > 4) throw new UnsupportedVersionError(`version ${version}`);
  if ((version === 4) !== (form === 'GB/T 38540') || version < 1) throw new MalformedError('two versions in one structure');
}

function propertyOf(element: DerElement | undefined, form: SesForm): Pick<Seal, 'type' | 'name' | 'holders' | 'createdAt' | 'validFrom' | 'validTo'> {
  const fields = childrenOf(element);
  const isOld = form === 'GM/T 0031';
  requireCount(fields, isOld ? 6 : 7, isOld ? 6 : 7);
  const [list, createdAt, validFrom, validTo] = fields.slice(isOld ? 2 : 3);
  return {
    type: integerOf(fields[0]), name: textOf(fields[1], TAG.utf8), holders: holdersOf(list, isOld ? 1 : integerOf(fields[2])),
    createdAt: timeOf(createdAt), validFrom: timeOf(validFrom), validTo: timeOf(validTo),
  };
}

function holdersOf(list: DerElement | undefined, type: number): SealHolders {
  const entries = childrenOf(list);
  if (type === 1) return { kind: 'certificates', certificates: entries.map((entry) => contentOf(entry, TAG.octetString)) };
  if (type !== 2) throw new MalformedError('a list of holders of another kind');
  const digests = entries.map((entry) => {
    const [algorithm, value] = childrenOf(entry);
    return { algorithm: textOf(algorithm, TAG.printable), value: contentOf(value, TAG.octetString) };
  });
  return { kind: 'digests', digests };
}

function pictureOf(element: DerElement | undefined): SealPicture {
  const fields = childrenOf(element);
  requireCount(fields, 4, 4);
  return { type: textOf(fields[0], TAG.ia5), data: contentOf(fields[1], TAG.octetString), width: integerOf(fields[2]), height: integerOf(fields[3]) };
}

/** With or without the tag [0]: writers of the old form differ. */
function criticalIn(element: DerElement | undefined): string[] {
  if (!element) return [];
  const extensions = childrenOf(element.tag === TAG.context0 ? childrenOf(element, TAG.context0)[0] : element);
  return extensions.flatMap((extension) => {
    const [id, critical] = childrenOf(extension);
    return critical?.tag === TAG.boolean && critical.content[0] === 0xff ? [oidOf(id)] : [];
  });
}

/** The old form has the time as bits, whose content is a time in words or in DER; a time stamp of an authority is not read. */
function oldTimeOf(element: DerElement | undefined): number {
  if (element?.tag !== TAG.bitString) return timeOf(element);
  const bits = bitsOf(element);
  const tag = bits.length === 13 ? TAG.utcTime : TAG.generalizedTime;
  if (bits[0] === TAG.utcTime || bits[0] === TAG.generalizedTime) return timeOf(readDer(bits));
  return timeOf({ tag, raw: bits, content: bits });
}

function requireCount(elements: readonly unknown[], least: number, most: number): void {
  if (elements.length < least || elements.length > most) throw new MalformedError('parts are missing or too many');
}

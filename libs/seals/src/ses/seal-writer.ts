import { TAG } from '../der';
import { der, derBits, derGeneralizedTime, derInteger, derOctets, derOid, derSequence } from '../der-writer';
import { SIGNATURE_OID, type Signer } from '../keys/signer';
import type { SealPicture } from './seal-structure';

const VERSION = 4;
const VENDOR = 'OneThing';

export interface SealOrder {
  /** Identifier (印章标识), ASCII. */
  id: string;
  /** 1 a seal of an organisation, 2 one of a person. */
  type: 1 | 2;
  name: string;
  /** Certificates of those who may sign with it, DER. */
  holders: readonly Buffer[];
  /** Epoch ms. */
  createdAt: number;
  validFrom: number;
  validTo: number;
  picture: SealPicture;
}

/** A seal of GB/T 38540-2020 §7.1, signed by its maker over the DER of SES_SealInfo. @returns DER */
export async function writeSeal(order: SealOrder, makerCertificate: Buffer, maker: Signer): Promise<Buffer> {
  const { picture } = order;
  const info = derSequence(
    derSequence(der(TAG.ia5, 'ES'), derInteger(VERSION), der(TAG.ia5, VENDOR)),
    der(TAG.ia5, order.id),
    derSequence(
      derInteger(order.type), der(TAG.utf8, order.name), derInteger(1), derSequence(...order.holders.map(derOctets)),
      derGeneralizedTime(order.createdAt), derGeneralizedTime(order.validFrom), derGeneralizedTime(order.validTo),
    ),
    derSequence(der(TAG.ia5, picture.type), derOctets(picture.data), derInteger(picture.width), derInteger(picture.height)),
  );
  return derSequence(info, derOctets(makerCertificate), derOid(SIGNATURE_OID[maker.algorithm]), derBits(await maker.sign(info)));
}

export interface SesSignatureOrder {
  /** The seal as it was made. */
  seal: Buffer;
  /** Epoch ms. */
  signedAt: number;
  /** SM3 of the document, 32 bytes. */
  dataHash: Buffer;
  /** ASCII. */
  propertyInfo: string;
}

/** A signature of GB/T 38540-2020 §7.2, signed by the owner over the DER of TBS_Sign. @returns DER */
export async function writeSesSignature(order: SesSignatureOrder, ownerCertificate: Buffer, owner: Signer): Promise<Buffer> {
  const toSign = derSequence(
    derInteger(VERSION), order.seal, derGeneralizedTime(order.signedAt), derBits(order.dataHash), der(TAG.ia5, order.propertyInfo),
  );
  return derSequence(toSign, derOctets(ownerCertificate), derOid(SIGNATURE_OID[owner.algorithm]), derBits(await owner.sign(toSign)));
}

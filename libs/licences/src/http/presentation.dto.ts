import { IsString, Length } from 'class-validator';
import { LicenceFaceFieldDto, LicenceIssuerDto, LicenceTextDto, LicenceTypeDto } from './licence.dto';

/** A code to be shown as QR code. */
export class PresentationCodeDto {
  /** What the QR code holds. */
  content!: string;
  /** ISO 8601: from then on it is refused. A new one is asked for before. */
  expiresAt!: string;
  /** How long it can be read from now on, ms. */
  lastsMs!: number;
}

export class ReadPresentationDto {
  /** As the scanner read it, with the address before it or without. */
  @IsString()
  @Length(10, 1000)
  code!: string;
}

/** Of whom it is, masked. */
export class PresentedHolderDto {
  name!: string;
  number?: string;
}

/** A printed field, masked. */
export class PresentedFieldDto extends LicenceFaceFieldDto {
  /** What a choice is called. */
  words?: LicenceTextDto;
}

/** A licence as an official sees it to whom it is presented: personal data masked. */
export class PresentedLicenceDto {
  type!: LicenceTypeDto;
  number!: string;
  /** Its state now: VALID, SUSPENDED, REPLACED, EXPIRED, CANCELLED, WITHDRAWN, REVOKED or TRANSFERRED. */
  state!: string;
  holder!: PresentedHolderDto;
  /** `child`: presented by a guardian. */
  presentedBy!: 'self' | 'child';
  issuer!: LicenceIssuerDto;
  issuedOn!: string;
  validFrom!: string;
  validTo?: string;
  face!: PresentedFieldDto[];
  /** ISO 8601. */
  readAt!: string;
}

import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Which page of licences. */
export class LicencePageQueryDto {
  /** `next` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  after?: string;

  /** Entries of a page, 1 to 100. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number = 20;
}

/** A text in Simplified Chinese and English. */
export class LicenceTextDto {
  zh!: string;
  en!: string;
}

/** A licence type by its code in the catalogue. */
export class LicenceTypeDto {
  code!: string;
  name!: LicenceTextDto;
}

/** Whose it is. In lists the name is masked. */
export class LicenceHolderDto {
  /** `self`, or `child` when one looks as guardian. */
  relation!: 'self' | 'child';
  name!: string;
}

/** The authority that issued it. */
export class LicenceIssuerDto {
  /** Unified social credit code. */
  uscc!: string;
  department!: string;
  division!: string;
}

/** A licence in a list: personal data masked. */
export class LicenceEntryDto {
  id!: string;
  version!: number;
  type!: LicenceTypeDto;
  number!: string;
  /** VALID, SUSPENDED, REPLACED, EXPIRED, CANCELLED, WITHDRAWN, REVOKED or TRANSFERRED. */
  state!: string;
  holder!: LicenceHolderDto;
  /** `YYYY-MM-DD`, as are the other days. */
  issuedOn!: string;
  validFrom!: string;
  /** The last valid day; absent = for good. */
  validTo?: string;
  /** `issued` by the platform, or `seeded` for a demonstration. */
  origin!: string;
}

export class LicencePageDto {
  entries!: LicenceEntryDto[];
  /** To be given as `after` for the next page; absent on the last one. */
  next?: string;
}

/** A field printed on the licence. */
export class LicenceFaceFieldDto {
  code!: string;
  name!: LicenceTextDto;
  value!: unknown;
}

/** A licence as its holder sees it, whole. */
export class LicenceDto extends LicenceEntryDto {
  issuer!: LicenceIssuerDto;
  face!: LicenceFaceFieldDto[];
  /** Keyed digest of the face fields, as the case's event names it. */
  faceDigest!: string;
}

import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNotEmpty, IsObject, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { IsDay } from './is-day';
import { LICENCE_CHANGES, LICENCE_STATES, type LicenceChange, type LicenceState } from '../domain/licence-state.machine';

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

/** How the sealed file of a licence stands. */
export class LicenceFileDto {
  /** `making` (制作中), `made`, or `none`: licences from before there were files. */
  state!: 'making' | 'made' | 'none';
  /** While it is being made: code of what was in the way of the last attempt. It is tried again. */
  failure?: string;
  /** Bytes. */
  size?: number;
  /** Digests of the whole file, lower-case hexadecimal. */
  sha256?: string;
  sm3?: string;
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
  issuer!: LicenceIssuerDto;
  file!: LicenceFileDto;
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
  /** 电子证照标识 (GB/T 36904-2018). */
  identifier?: string;
  face!: LicenceFaceFieldDto[];
  /** Keyed digest of the face fields, as the case's event names it. */
  faceDigest!: string;
}

/** Why a state is changed. Names of persons do not belong into it: the record is kept for good. */
export class ChangeReasonDto {
  /** 1 to 200 characters. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  words!: string;

  /** Number of the decision or application that it rests on (文号). */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  legalDocument?: string;
}

/** A new version replaces a licence; nobody does it by hand. */
const BY_HAND = LICENCE_CHANGES.filter((change) => change !== 'replace');

/** A change of a licence's state by the office that issued it. */
export class LicenceChangeDto {
  /** suspend 暂扣, reinstate 恢复, cancel 注销, withdraw 撤销, revoke 吊销, transfer 转出. */
  @IsIn(BY_HAND)
  change!: LicenceChange;

  /** The state as it was seen. */
  @IsIn(LICENCE_STATES)
  state!: LicenceState;

  @ValidateNested()
  @Type(() => ChangeReasonDto)
  reason!: ChangeReasonDto;
}

/** A new version of a licence, by the office that issued it. */
export class LicenceReplacementDto {
  /** Number of the version as it was seen. */
  @IsInt()
  @Min(1)
  @Max(999)
  version!: number;

  /** Fields that change, by their code; null removes one. What is left out stays. */
  @IsObject()
  face!: Record<string, unknown>;

  /** Last valid day, `YYYY-MM-DD`; that of the version before when left out. */
  @IsOptional()
  @IsDay()
  validTo?: string;

  @ValidateNested()
  @Type(() => ChangeReasonDto)
  reason!: ChangeReasonDto;
}

/** The state after a change. */
export class LicenceStateDto {
  id!: string;
  version!: number;
  state!: string;
}

/** Why a licence is in its state (证照状态记录). The platform's SM2 signature covers the record; `docs/licences.md` says how to check it. */
export class LicenceStatusDto {
  seq!: number;
  version!: number;
  from!: string | null;
  to!: string;
  reason!: string;
  legalDocument!: string | null;
  /** Account of the official, or the name of a worker. */
  operator!: string;
  /** ISO 8601. */
  occurredAt!: string;
  /** DER in base64; null for records from before they were signed. */
  signature!: string | null;
  signingKey!: string | null;
}

export class LicenceStatusListDto {
  entries!: LicenceStatusDto[];
}

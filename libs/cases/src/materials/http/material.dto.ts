import type { MergedMaterial } from '@onething/catalogue';
import { IsBoolean } from 'class-validator';
import { CaseTextDto } from '../../reading/case.dto';

/** A file that was handed in. */
export class CaseFileDto {
  id!: string;
  material!: string;
  /** Made safe: without folders and invisible characters. */
  name!: string;
  /** As recognised from the content. */
  contentType!: string;
  /** Bytes. */
  size!: number;
  /** Lower-case hexadecimal, as `sm3`. */
  sha256!: string;
  /** GB/T 32905. */
  sm3!: string;
  createdAt!: string;
}

/** A file that was just handed in. */
export class UploadedFileDto extends CaseFileDto {
  /** Of the case: handing in makes a new version of a draft. */
  version!: number;
}

/** A licence in place of the paper. */
export class MaterialLicenceStateDto {
  licenceType!: string;
  /** The version that the case uses is still the one in force. */
  inForce!: boolean;
  /** `ofApplicant` needs none, `granted`, or `missing`. */
  consent!: 'ofApplicant' | 'granted' | 'missing';
}

/** One paper (材料) of the one set, and what the case has for it. */
export class CaseMaterialDto {
  material!: string;
  name!: CaseTextDto;
  subject!: string;
  /** Service items that ask for it. */
  askedBy!: string[];
  /** 1 necessary, 2 optional, 3 may be supplied later. */
  necessity!: '1' | '2' | '3';
  originals!: number;
  copies!: number;
  /** `handIn`, `form` (it is the merged form) or `omitted`. */
  status!: 'handIn' | 'form' | 'omitted';
  /** Why it need not be handed in. */
  reason?: Exclude<MergedMaterial['reason'], undefined>;
  explanation!: CaseTextDto;
  /** Asked for by the form as it is now. */
  asked!: boolean;
  /** What stands for it: `files`, `licence`, `promise`, `predecessorResult`, `sharedDatum` or `onlineAuthorisation`. */
  source?: string;
  files!: CaseFileDto[];
  licence?: MaterialLicenceStateDto;
  promisedAt?: string;
}

export class CaseMaterialsDto {
  /** Of the case. */
  version!: number;
  materials!: CaseMaterialDto[];
}

export class PromiseDto {
  /** True makes the promise, false takes it back. */
  @IsBoolean()
  agreed!: boolean;
}

/** What a change of the materials has made of the case. */
export class MaterialChangeDto {
  /** Of the case, to be sent with its next command: a change makes a new version of a draft. */
  version!: number;
}

export class CaseLicenceFieldDto {
  code!: string;
  name!: CaseTextDto;
  value!: unknown;
}

/** The version of a licence that a case uses, frozen. */
export class CaseLicenceDto {
  licenceId!: string;
  licenceType!: string;
  licenceTypeName!: CaseTextDto;
  version!: number;
  issuedOn!: string;
  validFrom!: string;
  /** The last valid day; absent = for good. */
  validTo?: string;
  /** Keyed digest of what is printed on it. */
  faceDigest!: string;
  /** For the holder, the guardian and the offices. */
  number?: string;
  /** For the holder, the guardian and the offices. */
  face?: CaseLicenceFieldDto[];
}

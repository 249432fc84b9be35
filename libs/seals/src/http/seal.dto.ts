import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { OWNER_RANKS, type OwnerRank, SEAL_KINDS, type SealKind } from '../domain/seal-kinds';
import { SEAL_PURPOSES, SEAL_STATES, type SealPurpose, type SealState } from '../domain/seal-version.machine';

const KINDS = SEAL_KINDS.filter((kind): kind is Exclude<SealKind, 'personal'> => kind !== 'personal');
const RANKS = Object.keys(OWNER_RANKS) as OwnerRank[];
const TEXT = (most: number) => new RegExp(`^\\S(?:.{0,${most - 2}}\\S)?$`, 'u');

export class SealContentDto {
  /** Around the edge: the legal name of the owner. */
  @Matches(TEXT(60), { message: 'is a name of 1 to 60 characters without blanks at its ends' })
  name!: string;

  /** Below the star, of special seals: 行政审批专用章. */
  @IsOptional()
  @Matches(TEXT(20), { message: 'is 1 to 20 characters without blanks at their ends' })
  lowerText?: string;

  /** Number of the seal (印章编码). */
  @IsOptional()
  @Matches(/^\d{4,20}$/, { message: 'is 4 to 20 digits' })
  number?: string;

  /** What it may be put on. */
  @ApiProperty({ enum: SEAL_PURPOSES, isArray: true })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(SEAL_PURPOSES.length)
  @IsIn(SEAL_PURPOSES, { each: true })
  purposes!: SealPurpose[];

  /** For who decides, and for the auditor. */
  @IsString()
  @Length(1, 500)
  @Matches(/\S/, { message: 'is not blank' })
  reason!: string;
}

export class ApplyForSealDto extends SealContentDto {
  @ApiProperty({ enum: KINDS })
  @IsIn(KINDS)
  kind!: Exclude<SealKind, 'personal'>;

  /** Of the owner: it says how large the seal is. */
  @ApiProperty({ enum: RANKS })
  @IsIn(RANKS)
  rank!: OwnerRank;

  /** Unified social credit code of the owner. */
  @IsString()
  @Length(18, 18)
  ownerUscc!: string;
}

export class SealStepDto {
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  version!: number;

  /** Of the version as it was seen. */
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  revision!: number;

  @IsOptional()
  @IsString()
  @Length(1, 500)
  reason?: string;
}

/** A step that takes something away says why. */
export class ReasonedSealStepDto extends SealStepDto {
  @IsString()
  @Length(1, 500)
  @Matches(/\S/, { message: 'is not blank' })
  declare reason: string;
}

export class CancelSealDto extends ReasonedSealStepDto {
  /** The key may be in other hands: signatures of any time become void. */
  @IsOptional()
  @IsBoolean()
  compromised?: boolean;
}

export class SealSearchDto {
  @ApiProperty({ enum: SEAL_STATES, required: false })
  @IsOptional()
  @IsIn(SEAL_STATES)
  state?: SealState;

  @IsOptional()
  @Matches(/^[0-9A-Z]{18}$/, { message: 'is a unified social credit code' })
  ownerUscc?: string;

  /** `next` of the page before. */
  @IsOptional()
  @IsUUID()
  after?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

export class SealUsePageQueryDto {
  /** `next` of the page before. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  after?: number;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

export class SealVersionDto {
  sealId!: string;
  version!: number;
  @ApiProperty({ enum: KINDS })
  kind!: SealKind;
  @ApiProperty({ enum: RANKS })
  rank!: OwnerRank;
  ownerUscc!: string;
  name!: string;
  @ApiProperty({ type: String, nullable: true })
  lowerText!: string | null;
  @ApiProperty({ type: String, nullable: true })
  number!: string | null;
  @ApiProperty({ enum: SEAL_PURPOSES, isArray: true })
  purposes!: SealPurpose[];
  @ApiProperty({ enum: SEAL_STATES })
  state!: SealState;
  revision!: number;
  /** How often the seal was used, in all its versions. */
  useCount!: number;
  /** Account. */
  appliedBy!: string;
  appliedAt!: Date;
  @ApiProperty({ type: String, nullable: true })
  decidedBy!: string | null;
  @ApiProperty({ type: Date, nullable: true })
  validFrom!: Date | null;
  @ApiProperty({ type: Date, nullable: true })
  validTo!: Date | null;
}

export class SealDto {
  /** Oldest first. */
  versions!: SealVersionDto[];
}

export class SealImageDto {
  /** Vector drawing, paths only. */
  svg!: string;
}

export class SealPageDto {
  /** The latest version of each seal, newest seal first. */
  entries!: SealVersionDto[];
  next?: string;
}

export class SealUseDto {
  id!: string;
  seq!: number;
  version!: number;
  @ApiProperty({ enum: SEAL_PURPOSES })
  purpose!: SealPurpose;
  @ApiProperty({ type: String, nullable: true })
  caseId!: string | null;
  documentId!: string;
  /** SM3 of the document, hexadecimal. */
  digest!: string;
  authorisedBy!: string;
  usedAt!: Date;
}

export class SealUsePageDto {
  /** Newest first. */
  entries!: SealUseDto[];
  next?: number;
}

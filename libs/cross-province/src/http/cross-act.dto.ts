import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsNotEmpty, IsObject, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, ValidateNested,
} from 'class-validator';

const CODE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;

export class CrossParcelContentDto {
  @Matches(CODE)
  material!: string;

  @IsInt()
  @Min(0)
  @Max(1000)
  copies!: number;

  @IsBoolean()
  original!: boolean;

  /** SHA-256 of each scanned page, so that the paper can be compared with it. */
  @IsArray()
  @ArrayMaxSize(1000)
  @Matches(/^[0-9a-f]{64}$/, { each: true })
  scans!: string[];
}

/** Scans of one paper. */
export class CrossMaterialFilesDto {
  @Matches(CODE)
  material!: string;

  /** Ids of files that were handed in (`POST /api/cross-province/files`). */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  files!: string[];
}

export class CrossRemarkDto {
  @Matches(CODE)
  material!: string;

  @IsIn(['missing', 'damaged'])
  state!: 'missing' | 'damaged';

  @IsString()
  @MaxLength(1000)
  note!: string;
}

export class CrossPointDto {
  /** Data element or material. */
  @Matches(CODE)
  target!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  note!: string;
}

class CrossVersionDto {
  /** Of the case as it was read. */
  @IsInt()
  @Min(1)
  version!: number;
}

/** What the intake place does: papersPosted, corrected, withdrawn. */
export class CrossIntakeActDto extends CrossVersionDto {
  @IsIn(['papersPosted', 'corrected', 'withdrawn'])
  type!: 'papersPosted' | 'corrected' | 'withdrawn';

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  carrier?: string;

  @IsOptional()
  @Matches(CODE)
  trackingNumber?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  recipient?: string;

  /** What is in the parcel (封装清单). */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => CrossParcelContentDto)
  contents?: CrossParcelContentDto[];

  @IsOptional()
  @IsObject()
  answers?: Record<string, unknown>;

  /** Scans that a correction brings. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => CrossMaterialFilesDto)
  materials?: CrossMaterialFilesDto[];

  @IsOptional()
  @IsString()
  @MaxLength(4000)
  reason?: string;
}

/** What an office of the deciding place does. */
export class CrossHandlingActDto extends CrossVersionDto {
  @IsIn(['papersReceived', 'correctionAsked', 'accepted', 'suspended', 'resumed', 'resultDelivered'])
  type!: 'papersReceived' | 'correctionAsked' | 'accepted' | 'suspended' | 'resumed' | 'resultDelivered';

  @IsOptional()
  @Matches(CODE)
  trackingNumber?: string;

  /** 签收核对: complete 齐, missing 缺, damaged 损. */
  @IsOptional()
  @IsIn(['complete', 'missing', 'damaged'])
  result?: 'complete' | 'missing' | 'damaged';

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => CrossRemarkDto)
  remarks?: CrossRemarkDto[];

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  reason?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => CrossPointDto)
  points?: CrossPointDto[];

  @IsOptional()
  @IsIn(['online', 'post', 'window'])
  manner?: 'online' | 'post' | 'window';

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  carrier?: string;

  /** Results that go along: ids of files that were handed in. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  files?: string[];
}

/** What a head of the deciding place decides. */
export class CrossDecisionDto extends CrossVersionDto {
  @IsIn(['notAccepted', 'decided'])
  type!: 'notAccepted' | 'decided';

  @IsOptional()
  @IsIn(['granted', 'refused', 'aborted'])
  outcome?: 'granted' | 'refused' | 'aborted';

  /** Needed unless it is granted. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  reason?: string;

  /** How the applicant can object (救济途径). */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  remedy?: string;

  /** Results that go along: ids of files that were handed in. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  files?: string[];
}

/** What the applicant says of one of the two places. */
export class CrossRatingDto {
  @IsIn(['intake', 'deciding'])
  about!: 'intake' | 'deciding';

  /** 1 very satisfied … 5 very dissatisfied. */
  @IsIn([1, 2, 3, 4, 5])
  grade!: 1 | 2 | 3 | 4 | 5;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  words?: string;
}

import { Type } from 'class-transformer';
import {
  ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsMobilePhone, IsNotEmpty, IsObject, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, MinLength, ValidateNested,
} from 'class-validator';

const CODE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;
const DIVISION = /^[1-9]\d{5}(\d{3}|\d{6})?$/;

/** A text in Simplified Chinese and English. */
export class CrossTextDto {
  zh!: string;
  en!: string;
}

export class CrossItemDto {
  code!: string;
  number!: number;
  name!: CrossTextDto;
  nationalCode!: string;
  department!: string;
  /** online 全程网办, collected 异地代收代办, joint 多地联办. */
  mode!: 'online' | 'collected' | 'joint';
  /** What leads to the place that decides (办理地判定规则). */
  decidedBy!: string;
  /** Data element of the form that holds that place; of complete items. */
  placeElement?: string;
  /** Whether it can be taken in here; the others are listed only. */
  complete!: boolean;
  /** The service item with its form, of complete ones. */
  serviceItem?: string;
  provenance?: string;
}

export class CrossItemListDto {
  entries!: CrossItemDto[];
}

/** Where the applicant's item is decided. */
export class CrossPlaceQueryDto {
  /** Division code that the item's rule asks for. */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  division?: string;
}

export class CrossFormCheckDto {
  code!: string;
  text!: CrossTextDto;
}

export class CrossPlaceDto {
  region!: string;
  /** What that place wants looked at before anything is taken in (形式审查要点). */
  formChecks!: CrossFormCheckDto[];
}

export class CrossApplicantDto {
  @IsIn(['natural', 'legal'])
  kind!: 'natural' | 'legal';

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;

  /** Citizen's number or unified social credit code. */
  @Matches(/^[0-9A-Z]{15,18}$/)
  number!: string;

  @IsOptional()
  @IsMobilePhone('zh-CN')
  mobile?: string;
}

export class CrossIdentityCheckDto {
  @IsIn(['document', 'face', 'account', 'mandate'])
  method!: 'document' | 'face' | 'account' | 'mandate';

  @IsBoolean()
  confirmed!: boolean;
}

export class CrossFormCheckVerdictDto {
  @Matches(CODE)
  code!: string;

  @IsBoolean()
  passed!: boolean;

  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  note?: string;
}

/** An application that is taken in for another province. */
export class TakeInCrossCaseDto {
  @Matches(CODE)
  item!: string;

  /** Office that takes it in: department and division of a post of the clerk. */
  @Matches(CODE)
  department!: string;

  @Matches(DIVISION)
  division!: string;

  @ValidateNested()
  @Type(() => CrossApplicantDto)
  applicant!: CrossApplicantDto;

  /** By data element. */
  @IsObject()
  answers!: Record<string, unknown>;

  @ValidateNested()
  @Type(() => CrossIdentityCheckDto)
  identityCheck!: CrossIdentityCheckDto;

  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => CrossFormCheckVerdictDto)
  formChecks!: CrossFormCheckVerdictDto[];
}

export class CrossQueueQueryDto {
  @IsIn(['intake', 'deciding'])
  side!: 'intake' | 'deciding';

  /** Id of the last one of the page before. */
  @IsOptional()
  @IsUUID()
  after?: string;
}

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
}

export class CrossParcelDto {
  trackingNumber!: string;
  postedOn!: string;
  receivedOn?: string;
  state!: 'onItsWay' | 'complete' | 'missing' | 'damaged';
}

export class CrossTroubleDto {
  type!: string;
  outcome!: 'refused' | 'overdue';
  code?: string;
  detail?: string;
  at!: string;
}

export class CrossCaseEntryDto {
  id!: string;
  number!: string;
  side!: 'intake' | 'deciding';
  /** The other region. */
  region!: string;
  item!: string;
  itemName!: CrossTextDto;
  mode!: 'online' | 'collected' | 'joint';
  state!: string;
  outcome?: string;
  /** Masked. */
  applicant!: { name: string; number: string };
  parcels!: CrossParcelDto[];
  /** The promise of the deciding place; absent until it has accepted. */
  dueOn?: string;
  /** A message of this side that the other has refused or not answered for long. */
  trouble?: CrossTroubleDto;
  version!: number;
  createdAt!: string;
}

export class CrossCaseListDto {
  entries!: CrossCaseEntryDto[];
}

export class CrossStepDto {
  type!: string;
  at!: string;
  /** Which place did it. */
  by!: 'intake' | 'deciding';
  text!: CrossTextDto;
  /** Who answers for what comes next: a place, or the carrier. */
  next?: 'intake' | 'deciding' | 'carrier';
  /** What was told: reasons, points, parcels. */
  detail!: Record<string, unknown>;
}

export class CrossCaseDto extends CrossCaseEntryDto {
  answers!: Record<string, unknown>;
  formChecks!: CrossFormCheckVerdictDto[];
  timeline!: CrossStepDto[];
  /** Calendar days on which papers travelled; they count for no place. */
  transportDays!: number;
}

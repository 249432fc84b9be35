import { Type } from 'class-transformer';
import {
  ArrayMaxSize, IsArray, IsBoolean, IsIn, IsMobilePhone, IsNotEmpty, IsObject, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength, ValidateNested,
} from 'class-validator';
import { CrossMaterialFilesDto } from './cross-act.dto';

const CODE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;
const DIVISION = /^[1-9]\d{5}(\d{3}|\d{6})?$/;

/** Where the applicant's item is decided. */
export class CrossPlaceQueryDto {
  /** Division code that the item's rule asks for. */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  division?: string;
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

  /** Scans of the papers. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => CrossMaterialFilesDto)
  materials?: CrossMaterialFilesDto[];
}

export class CrossQueueQueryDto {
  @IsIn(['intake', 'deciding'])
  side!: 'intake' | 'deciding';

  /** Id of the last one of the page before. */
  @IsOptional()
  @IsUUID()
  after?: string;
}

/** The office in which a file is handed in: department and division of a post. */
export class CrossFileQueryDto {
  @Matches(CODE)
  department!: string;

  @Matches(DIVISION)
  division!: string;
}

import { type DataAccessAct, SHOWN_PURPOSES, type ShownPurpose } from '@onething/audit';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { type Language, LANGUAGES } from '../own-data/own-data-page';

export class OwnDataPageQueryDto {
  /** Of the page. */
  @IsOptional()
  @IsIn(LANGUAGES)
  lang?: Language;
}

export class AccessLogQueryDto {
  /** Id of the last entry of the page before. */
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

export class AccessedObjectDto {
  kind!: string;
  id!: string;
}

/** One time that officials looked at data about the person. */
export class AccessDto {
  id!: string;
  act!: DataAccessAct;
  at!: string;
  roles!: string[];
  departmentCode?: string;
  divisionCode?: string;
  object!: AccessedObjectDto | null;
  /** Why it was shown unmasked, or the account looked up. */
  @ApiProperty({ enum: SHOWN_PURPOSES, required: false })
  purpose?: ShownPurpose;
  /** Codes of the data elements that were shown unmasked. */
  fields?: string[];
}

export class AccessPageDto {
  entries!: AccessDto[];
  /** For `after`; absent on the last page. */
  next?: string;
}

import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsOptional, IsUUID, Min, ValidateNested } from 'class-validator';
import { CommandOutcomeDto } from '../../http/case-command.dto';
import { IsDay } from './is-day';

const MOST_ROWS = 100;

export class ClaimVersionDto {
  /** `claimVersion` of the queue: 0 when nobody ever claimed it. Left out: as it stands now. */
  @IsOptional()
  @IsInt()
  @Min(0)
  version?: number;
}

export class ClaimToDto extends ClaimVersionDto {
  /** The account of a colleague of the office. */
  @IsUUID()
  to!: string;
}

export class ClaimOutcomeDto {
  caseId!: string;
  itemId!: string;
  /** Null when nobody works on it now. */
  accountId!: string | null;
  version!: number;
}

export class BulkReceiveRowDto {
  @IsUUID()
  caseId!: string;

  @IsUUID()
  itemId!: string;

  /** Of the item. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class BulkAssignRowDto extends ClaimVersionDto {
  @IsUUID()
  caseId!: string;

  @IsUUID()
  itemId!: string;
}

export class BulkReceiveDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ROWS)
  @ValidateNested({ each: true })
  @Type(() => BulkReceiveRowDto)
  items!: BulkReceiveRowDto[];
}

export class BulkAssignDto {
  /** The account of a colleague of the office. */
  @IsUUID()
  to!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ROWS)
  @ValidateNested({ each: true })
  @Type(() => BulkAssignRowDto)
  items!: BulkAssignRowDto[];
}

/** Why a row was not done. */
export class RowProblemDto {
  code!: string;
  detail!: string;
  current?: unknown;
}

/** Either an outcome or a problem. */
export class BulkReceiveResultDto {
  caseId!: string;
  itemId!: string;
  outcome?: CommandOutcomeDto;
  problem?: RowProblemDto;
}

export class BulkAssignResultDto {
  caseId!: string;
  itemId!: string;
  outcome?: ClaimOutcomeDto;
  problem?: RowProblemDto;
}

export class DeclareAbsenceDto {
  /** Who is away; oneself when left out. A head may say it for a colleague. */
  @IsOptional()
  @IsUUID()
  accountId?: string;

  /** Who stands in: a colleague of the office. */
  @IsUUID()
  substitute!: string;

  @IsDay()
  from!: string;

  /** The last day of the absence. */
  @IsDay()
  to!: string;
}

export class AbsenceDto {
  id!: string;
  accountId!: string;
  substituteAccountId!: string;
  from!: string;
  to!: string;
}

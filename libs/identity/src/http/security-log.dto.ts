import { ACT_OUTCOMES, type ActOutcome, EXPORT_FORMATS, type ExportFormat, SECURITY_ACTS } from '@onething/audit';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export class ActFilterDto {
  @IsOptional()
  @IsIn(SECURITY_ACTS)
  act?: string;

  @IsOptional()
  @IsIn(ACT_OUTCOMES)
  outcome?: ActOutcome;

  /** Account that did it. */
  @IsOptional()
  @IsUUID()
  actorAccountId?: string;

  /** Person whose data or account it was about. */
  @IsOptional()
  @IsUUID()
  subjectPersonId?: string;

  @IsOptional()
  @MinLength(1)
  @MaxLength(100)
  objectKind?: string;

  @IsOptional()
  @MinLength(1)
  @MaxLength(200)
  objectId?: string;

  /** First civil day in China. */
  @IsOptional()
  @Matches(DAY)
  from?: string;

  /** Last civil day in China. */
  @IsOptional()
  @Matches(DAY)
  to?: string;
}

export class ActPageQueryDto extends ActFilterDto {
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

export class ActExportQueryDto extends ActFilterDto {
  @IsIn(EXPORT_FORMATS)
  format!: ExportFormat;
}

class ActDto {
  id!: string;
  recordedAt!: Date;
  act!: string;
  outcome!: 'done' | 'refused';
  actorAccountId!: string | null;
  actorPersonId!: string | null;
  actorRoles!: string[] | null;
  subjectPersonId!: string | null;
  objectKind!: string | null;
  objectId!: string | null;
  requestId!: string | null;
  detail!: Record<string, string | number | boolean> | null;
}

export class ListedActDto extends ActDto {
  /** Masked: the network only. */
  address!: string | null;
  /** The reason itself is shown with the single act. */
  hasReason!: boolean;
}

export class WholeActDto extends ActDto {
  address!: string | null;
  reason?: string;
}

export class ActPageDto {
  entries!: ListedActDto[];

  /** Absent on the last page. */
  next?: string;
}

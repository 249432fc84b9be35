import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { TextDto } from './text.dto';

const AUDIENCES = ['person', 'enterprise'] as const;
const STATUSES = ['open', 'outline'] as const;

export class OneThingQueryDto {
  /** What is looked for, in everyday Chinese or English words. */
  @IsOptional() @IsString() @MaxLength(100)
  query?: string;

  @IsOptional() @IsIn(AUDIENCES)
  audience?: 'person' | 'enterprise';

  @IsOptional() @IsString() @MaxLength(40)
  lifeStage?: string;

  @IsOptional() @IsIn(STATUSES)
  status?: 'open' | 'outline';

  /** From 1. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(10_000)
  page?: number = 1;

  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100)
  pageSize?: number = 20;
}

export class SavingFiguresDto {
  before!: number;
  after!: number;
  /** before − after. */
  saved!: number;
  /** saved ÷ before; 0 when before is 0. */
  rate!: number;
}

export class ListedSavingsDto {
  materials!: SavingFiguresDto;
  steps!: SavingFiguresDto;
  visits!: SavingFiguresDto;
  /** Working days. */
  days!: SavingFiguresDto;
}

export class ListedOneThingDto {
  code!: string;
  version!: number;
  publishedAt!: string;
  name!: TextDto;
  summary!: TextDto;
  /** `open` can be applied for; `outline` is listed only. */
  status!: 'open' | 'outline';
  audience!: 'person' | 'enterprise';
  lifeStage!: string;
  keywords!: string[];
  leadDepartment!: string;
  departments!: string[];
  itemCount!: number;
  /** In the standard situation, frozen when the version was published; absent for an outline. */
  savings?: ListedSavingsDto;
  /** Present when no source was read: from memory, or made up for the demonstration. */
  provenance?: 'recalled' | 'illustrative';
}

export class OneThingPageDto {
  total!: number;
  page!: number;
  pageSize!: number;
  entries!: ListedOneThingDto[];
}

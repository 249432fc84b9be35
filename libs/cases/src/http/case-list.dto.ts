import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

export class OwnCasesQueryDto {
  /** `next` of the page before. */
  @IsOptional()
  @IsUUID()
  after?: string;

  /** Entries of a page, 1 to 100. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number = 20;
}

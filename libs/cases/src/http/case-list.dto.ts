import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

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

  /** Only one's own cases, or only those of others whose mandate one holds; both when left out. */
  @IsOptional()
  @IsIn(['own', 'represented'])
  whose?: 'own' | 'represented';

  /** Only cases of this principal: `principal.personId` of a mandate. */
  @IsOptional()
  @IsUUID()
  onBehalfOf?: string;
}

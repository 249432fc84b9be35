import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';

const CODE = /^[a-zA-Z][a-zA-Z0-9-]{0,63}$/;

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

export class QueueQueryDto {
  @IsOptional()
  @Matches(CODE, { message: 'is a state of an item case, for example submitted' })
  state?: string;

  @IsOptional()
  @Matches(CODE, { message: 'is the code of a service item' })
  item?: string;

  @IsOptional()
  @Matches(CODE, { message: 'is the code of a one-thing' })
  oneThing?: string;

  /** `next` of the page before. */
  @IsOptional()
  @Matches(/^(\d{4}-\d{2}-\d{2})?~[0-9a-f-]{36}~[0-9a-f-]{36}$/, { message: 'is "next" of the page before' })
  after?: string;

  /** Entries of a page, 1 to 100. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number = 20;
}

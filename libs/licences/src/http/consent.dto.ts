import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { LicenceTextDto, LicenceTypeDto } from './licence.dto';

/** Which page of consents. */
export class ConsentPageQueryDto {
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

/** Who asks: the name is masked. */
export class ConsentAskerDto {
  name!: string;
}

/** A request for the use of one's licences. */
export class ConsentDto {
  id!: string;
  /** `asked`, `granted`, `refused`, `revoked` or `expired`. */
  state!: string;
  askedBy!: ConsentAskerDto;
  /** As whom one takes part in the matter: `otherParent`. */
  subject!: string;
  purpose!: LicenceTextDto;
  /** The types of licences that may be used. */
  scope!: LicenceTypeDto[];
  /** ISO 8601 instants. */
  askedAt!: string;
  decidedAt?: string;
  expiresAt!: string;
}

export class ConsentPageDto {
  entries!: ConsentDto[];
  /** To be given as `after` for the next page; absent on the last one. */
  next?: string;
}

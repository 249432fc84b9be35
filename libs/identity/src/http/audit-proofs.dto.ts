import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

const MOST = Number.MAX_SAFE_INTEGER;

export class PublicKeyDto {
  key!: string;
  /** SPKI in PEM. */
  publicKey!: string;
}

export class PublicKeyListDto {
  /** The oldest first; the last one signs now. */
  entries!: PublicKeyDto[];
}

export class TreeHeadDto {
  number!: number;
  /** Leaves. */
  size!: number;
  time!: string;
  root!: string;
  /** SM3 of the line of the head before. */
  previous!: string;
  key!: string;
  /** SM2 with SM3 over the canonical JSON of the six fields above; DER, base64. */
  signature!: string;
}

export class TreeHeadQueryDto {
  /** `next` of the page before. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST)
  after?: number;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

export class TreeHeadPageDto {
  entries!: TreeHeadDto[];

  /** Absent on the last page. */
  next?: number;
}

export class ActProofQueryDto {
  /** Of the first tree head with at least so many leaves; of the latest when not given. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST)
  size?: number;
}

export class EventProofQueryDto extends ActProofQueryDto {
  /** Item case; the bundle's chain when not given. */
  @IsOptional()
  @IsUUID()
  itemId?: string;

  /** Number of the event in its chain. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  seq!: number;
}

export class InclusionProofDto {
  /** Place of the leaf, from 0. */
  index!: number;

  /** The leaf as in the head's file. For an act its entry follows from the act; for a chain from these fields. */
  leaf!: Record<string, string | number | null>;
  head!: TreeHeadDto;

  /** From the leaf upwards (RFC 9162 §2.1.3), SM3. */
  proof!: string[];
}

export class ConsistencyQueryDto {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST)
  first!: number;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST)
  second!: number;
}

export class ConsistencyProofDto {
  first!: number;
  second!: number;

  /** RFC 9162 §2.1.4, SM3. */
  proof!: string[];
}

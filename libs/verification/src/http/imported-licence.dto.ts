import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { ImportStanding } from '../domain/imported-licence';

export class ImportQueryDto {
  /** `true` keeps a file for which nobody vouches, marked as such. */
  @IsOptional()
  @IsIn(['true', 'false'])
  unverified?: string;
}

/** A licence that somebody else issued. */
export class ImportedLicenceDto {
  id!: string;

  /** `verifiedByFile`: a list that is trusted here vouches for the file; whether it stands now only its issuer knows. `unverified`: nobody vouches. */
  @ApiProperty({ enum: ['verifiedByFile', 'unverified'] })
  standing!: ImportStanding;

  title!: string;
  identifier?: string;
  /** Masked when it is a citizen's number. */
  number?: string;
  issuer?: string;
  issuedOn?: string;
  validTo?: string;
  /** Masked. */
  holder!: string;

  /** Platform whose list vouches for it. */
  @ApiProperty({ type: String, nullable: true })
  trustedIssuer!: string | null;

  /** Bytes. */
  size!: number;
  importedAt!: string;
}

export class ImportedLicencesDto {
  /** The newest first; at most 50. */
  entries!: ImportedLicenceDto[];
}

import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { FILE_CHECKS, type FileCheckName, type FileOutcome, type Verdict, VERDICTS } from '../domain/checks';

export class VerificationTextDto {
  zh!: string;
  en!: string;
}

export class FileCheckDto {
  @ApiProperty({ enum: FILE_CHECKS })
  check!: FileCheckName;

  @ApiProperty({ enum: ['pass', 'fail', 'notChecked'] })
  outcome!: FileOutcome;

  /** Why it failed, or was not checked; a stable code. */
  code?: string;
  name!: VerificationTextDto;
  meaning!: VerificationTextDto;
}

/** What the file says of itself: it counts when `valid` is true. */
export class FileContentDto {
  title?: string;
  identifier?: string;
  number?: string;
  issuer?: string;
  issuedOn?: string;
  validTo?: string;
}

export class FileReportDto {
  @ApiProperty({ enum: VERDICTS })
  verdict!: Verdict;

  words!: VerificationTextDto;
  /** True when no check failed. */
  valid!: boolean;
  checks!: FileCheckDto[];
  checkedAt!: string;
  /** As the signer says. */
  signedAt?: string;
  /** Bytes. */
  size!: number;
  sha256!: string;
  sm3!: string;
  content?: FileContentDto;
}

export class LicenceQueryDto {
  /** 证照标识, as printed on the licence. */
  @IsString()
  @Length(20, 160)
  identifier!: string;

  /** Name of the holder, whole. */
  @IsString()
  @Length(1, 200)
  name!: string;
}

export class LicenceAnswerDto {
  /** False: there is no licence with this identifier and this holder. Which of the two is wrong is not told. */
  matches!: boolean;

  @ApiProperty({ enum: ['VALID', 'SUSPENDED', 'REPLACED', 'CANCELLED', 'WITHDRAWN', 'REVOKED', 'TRANSFERRED', 'EXPIRED'] })
  state?: string;

  checkedAt!: string;
}

export class TrustAlgorithmsDto {
  sm2!: string[];
  p256!: string[];
}

export class TrustSuspensionDto {
  seal!: string;
  from!: string;

  @ApiProperty({ type: String, nullable: true })
  to!: string | null;
}

export class TrustBodyDto {
  @ApiProperty({ enum: ['onething-trust-1'] })
  format!: 'onething-trust-1';

  issuer!: string;
  issuedAt!: string;
  validUntil!: string;
  roots!: TrustAlgorithmsDto;
  revocationLists!: TrustAlgorithmsDto;
  suspensions!: TrustSuspensionDto[];
}

export class TrustListDto {
  list!: TrustBodyDto;
  key!: string;
  /** SPKI in PEM. */
  publicKey!: string;
  /** SM2 with SM3 over the canonical JSON (RFC 8785) of `list`; DER in base64. */
  signature!: string;
}

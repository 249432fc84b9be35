import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';
import { SESSION_LIMITS, type SessionLimit } from '../domain/session-rules';

export class SecondFactorDto {
  /** In base32, to be typed into an authenticator app. It is shown once. */
  secret!: string;

  /** The same for a QR code. */
  uri!: string;
}

export class ConfirmSecondFactorDto {
  /** The 6 digits that the authenticator app shows. */
  @IsString()
  @Matches(/^\d{6}$/, { message: 'code must be the 6 digits that the authenticator app shows' })
  code!: string;
}

export class GiveSecondFactorDto {
  /** The 6 digits that the authenticator app shows, or a recovery code. */
  @IsString()
  @Length(6, 30)
  code!: string;
}

export class GivenSecondFactorDto {
  /** What the session still lacks. */
  @ApiProperty({ enum: SESSION_LIMITS, nullable: true })
  limitedTo!: SessionLimit | null;
}

export class EnrolledDto {
  /** Each lets in once, in place of a code, and asks for a new second factor then. They are shown once. */
  recoveryCodes!: string[];

  /** What the session still lacks. */
  @ApiProperty({ enum: SESSION_LIMITS, nullable: true })
  limitedTo!: SessionLimit | null;
}

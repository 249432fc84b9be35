import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import { SESSION_LIMITS, type SessionLimit } from '../domain/session-rules';

export class LoginDto {
  /** The name with which the account was opened; small and capital letters are alike. */
  @IsString()
  @Length(1, 100)
  login!: string;

  @IsString()
  @Length(1, 200)
  password!: string;

  /** Of the second factor, where the account has one: 6 digits, or a recovery code. */
  @IsOptional()
  @IsString()
  @Length(6, 30)
  code?: string;
}

export class ReauthenticationDto {
  /** Of the account; not needed within ten minutes of the log-in. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  password?: string;
}

export class RefreshDto {
  /** As the log-in or the last refresh gave it. It serves once. */
  @Matches(/^[\w-]{43}$/, { message: 'refreshToken must be a refresh token, as the log-in gave it' })
  refreshToken!: string;
}

export class TokenDto {
  /** Send it as `Authorization: Bearer …`. */
  accessToken!: string;

  tokenType!: 'Bearer';

  /** Of the access token, seconds. */
  expiresIn!: number;

  /** For `POST /api/auth/refresh`, once. */
  refreshToken!: string;

  /** What the session still lacks; until then it serves for nothing else. */
  @ApiProperty({ enum: SESSION_LIMITS, nullable: true })
  limitedTo!: SessionLimit | null;
}

export class BrowserSessionDto {
  /** To be sent back in the header `X-CSRF-Token` with whatever changes something; also in the cookie `onething_csrf`, by https `__Host-onething_csrf`. */
  csrfToken!: string;

  /** After so many seconds the page refreshes. */
  expiresIn!: number;

  /** What the session still lacks; until then it serves for nothing else. */
  @ApiProperty({ enum: SESSION_LIMITS, nullable: true })
  limitedTo!: SessionLimit | null;
}

/** What somebody is in the demonstration. */
export class DemoPartDto {
  zh!: string;
  en!: string;
}

export class LogInWaysDto {
  /** An identity provider is set up: `GET /api/auth/oidc`. */
  external!: boolean;
}

export class DemoAccountDto {
  login!: string;

  /** Everybody knows it. */
  password!: string;

  who!: DemoPartDto;

  /** Of the second factor; null for accounts without one. It serves once. */
  code!: string | null;
}

export class DemoAccountListDto {
  /** These accounts are made up, for trying out. */
  demo!: true;

  /** How long the codes are of this moment, seconds. */
  secondsLeft!: number;

  entries!: DemoAccountDto[];
}

import { IsString, Length, Matches } from 'class-validator';

export class LoginDto {
  /** The name with which the account was opened; small and capital letters are alike. */
  @IsString()
  @Length(1, 100)
  login!: string;

  @IsString()
  @Length(1, 200)
  password!: string;
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
}

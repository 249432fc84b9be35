import { IsString, Length } from 'class-validator';

export class LoginDto {
  /** The name with which the account was opened; small and capital letters are alike. */
  @IsString()
  @Length(1, 100)
  login!: string;

  @IsString()
  @Length(1, 200)
  password!: string;
}

export class TokenDto {
  /** Send it as `Authorization: Bearer …`. */
  accessToken!: string;

  tokenType!: 'Bearer';

  /** Seconds. */
  expiresIn!: number;
}

import { IsOptional, IsString, Length } from 'class-validator';

/** What an identity provider sends along when it sends the browser back. */
export class ProviderAnswerDto {
  @IsOptional()
  @IsString()
  @Length(1, 4_000)
  code?: string;

  @IsOptional()
  @IsString()
  @Length(1, 500)
  state?: string;

  /** RFC 9207. */
  @IsOptional()
  @IsString()
  @Length(1, 500)
  iss?: string;

  @IsOptional()
  @IsString()
  @Length(1, 500)
  session_state?: string;

  @IsOptional()
  @IsString()
  @Length(1, 200)
  error?: string;

  @IsOptional()
  @IsString()
  @Length(1, 2_000)
  error_description?: string;
}

export class LinkedIdentityDto {
  id!: string;

  /** Address of the provider. */
  issuer!: string;

  linkedAt!: Date;
}

export class LinkedIdentityListDto {
  entries!: LinkedIdentityDto[];
}

import { IsString, Length } from 'class-validator';

export class ChangePasswordDto {
  /** The present one. */
  @IsString()
  @Length(1, 200)
  password!: string;

  /** At least 8 characters, staff 10, three of: small letters, capitals, digits, others; none of the last five. */
  @IsString()
  @Length(8, 200)
  newPassword!: string;
}

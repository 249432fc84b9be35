import { IsString, Length, Matches } from 'class-validator';

export class TrackDto {
  /** 一件事编号, 收件编号 or 办件编号, as on the receipt. */
  @IsString()
  @Length(10, 60)
  number!: string;

  /** 查询码: six digits, as on the receipt. */
  @Matches(/^\d{6}$/, { message: 'code is six digits, as on the receipt' })
  code!: string;
}

import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsEmail, IsIn, IsOptional, MaxLength } from 'class-validator';
import { NoticeTextDto } from './inbox.dto';

/** A way to be told, as it stands. */
export class NoticeChannelDto {
  /** Whether the account wants it. */
  wanted!: boolean;
  /** Masked; null when the account has given none. */
  address!: string | null;
  /** Why nothing comes this way now: the platform lacks it, there is no address, it is not wanted. Null when notices come. */
  obstacle!: 'channelOff' | 'noAddress' | 'notWanted' | null;
  /** With `channelOff`: what the platform lacks. */
  reason!: NoticeTextDto | null;
}

export class NoticePreferencesDto {
  /** Of mails and SMS. */
  language!: 'zh' | 'en';
  /** The inbox is always on. */
  inbox!: true;
  email!: NoticeChannelDto;
  sms!: NoticeChannelDto;
}

export class PutNoticePreferencesDto {
  @IsIn(['zh', 'en'])
  language!: 'zh' | 'en';

  @IsBoolean()
  email!: boolean;

  @IsBoolean()
  sms!: boolean;

  /** Absent: stays as it is. Null: is removed. */
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 254 })
  @IsOptional()
  @IsEmail()
  @MaxLength(254)
  emailAddress?: string | null;
}

import { Body, Controller, Get, Header, Inject, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import { type Actor, CLOCK, type Clock, maskEmail, maskMobile } from '@onething/kernel';
import { Database } from '@onething/persistence';
import type { Channel } from '../domain/notice';
import { NoticeChannels, type Reachability } from '../notice-channels';
import { PreferenceRepository } from '../persistence/preference.repository';
import { type NoticeChannelDto, NoticePreferencesDto, PutNoticePreferencesDto } from './notice-preferences.dto';

const MASKS: Record<Channel, (address: string) => string> = { email: maskEmail, sms: maskMobile };

/** How the account that asks wants to be told. */
@ApiTags('notices')
@ApiBearerAuth()
@Controller('me/notice-preferences')
export class NoticePreferencesController {
  constructor(
    private readonly database: Database,
    private readonly channels: NoticeChannels,
    private readonly stored: PreferenceRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The preferences, and why a channel carries nothing if it does not. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('inbox.read')
  async get(@CurrentActor() { accountId }: Actor): Promise<NoticePreferencesDto> {
    return this.view(await this.channels.get(accountId));
  }

  /** Replaces the preferences; the e-mail address only when it is given. The mobile number is the account's. */
  @Put()
  @Requires('inbox.read')
  async put(@CurrentActor() { accountId }: Actor, @Body() body: PutNoticePreferencesDto): Promise<NoticePreferencesDto> {
    const { language, email, sms, emailAddress } = body;
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      await this.stored.put(tx, accountId, { language, channels: { email, sms } }, now);
      if (emailAddress !== undefined) await this.stored.putAddress(tx, accountId, emailAddress, now);
    });
    return this.view(await this.channels.get(accountId));
  }

  private view(reached: Reachability): NoticePreferencesDto {
    const channel = (name: Channel): NoticeChannelDto => {
      const [address, obstacle] = [reached.addresses[name], reached.obstacles[name] ?? null];
      return {
        wanted: reached.preferences.channels[name],
        address: address && MASKS[name](address),
        obstacle,
        reason: obstacle === 'channelOff' ? this.channels.outlets[name].off! : null,
      };
    };
    return { language: reached.preferences.language, inbox: true, email: channel('email'), sms: channel('sms') };
  }
}

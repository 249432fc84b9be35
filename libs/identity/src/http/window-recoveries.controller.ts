import { Body, Controller, Header, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { type Actor, maskMobile } from '@onething/kernel';
import { CODE_LIFETIME_SECONDS } from '../registration/one-time-codes';
import { WindowRecoveries } from '../registration/window-recoveries';
import { CurrentActor } from './current-actor.decorator';
import { CodeSentDto, FoundAccountDto, ShownPaperDto, WindowRecoveryCodeDto, WindowRecoveryDto } from './registration.dto';
import { Requires } from './requires.decorator';

/** Recovery at a window, for who has lost login or mobile. */
@ApiTags('accounts')
@ApiBearerAuth()
@Controller('window-recoveries')
export class WindowRecoveriesController {
  constructor(private readonly recoveries: WindowRecoveries) {}

  /** The checked account of who the paper shows. */
  @Post('search')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('account.confirmIdentity')
  async search(@CurrentActor() actor: Actor, @Body() body: ShownPaperDto): Promise<FoundAccountDto> {
    const { id, login, mobile } = await this.recoveries.find(actor, body);
    return { accountId: id, login, mobile: mobile && maskMobile(mobile) };
  }

  /** Sends a code to the mobile that the owner has with them. */
  @Post('codes')
  @HttpCode(202)
  @Header('Cache-Control', 'no-store')
  @Requires('account.confirmIdentity')
  async sendCode(@CurrentActor() actor: Actor, @Ip() address: string, @Body() { mobile, ...shown }: WindowRecoveryCodeDto): Promise<CodeSentDto> {
    await this.recoveries.sendCode(actor, shown, mobile, address);
    return { expiresIn: CODE_LIFETIME_SECONDS };
  }

  /** Gives the account that mobile; for a day its owner can set a new password without the register. */
  @Post()
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  @Requires('account.confirmIdentity')
  allow(@CurrentActor() actor: Actor, @Body() body: WindowRecoveryDto): Promise<void> {
    return this.recoveries.allow(actor, body);
  }
}

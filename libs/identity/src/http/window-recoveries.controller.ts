import { Body, Controller, Get, Header, HttpCode, Ip, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { type Actor, maskMobile } from '@onething/kernel';
import { CODE_LIFETIME_SECONDS } from '../registration/one-time-codes';
import { WindowRecoveries } from '../registration/window-recoveries';
import { CurrentActor } from './current-actor.decorator';
import { AskedRecoveryDto, AskedRecoveryListDto, CodeSentDto, FoundAccountDto, ShownPaperDto, WindowRecoveryCodeDto, WindowRecoveryDto } from './registration.dto';
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

  /** Asks for the recovery: a colleague confirms it within half an hour. Until then nothing changes; the old mobile is told. */
  @Post()
  @HttpCode(202)
  @Header('Cache-Control', 'no-store')
  @Requires('account.confirmIdentity')
  ask(@CurrentActor() actor: Actor, @Body() body: WindowRecoveryDto): Promise<AskedRecoveryDto> {
    return this.recoveries.ask(actor, body);
  }

  /** What colleagues of the division have asked for and nobody has confirmed yet. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('account.confirmIdentity')
  async list(@CurrentActor() actor: Actor): Promise<AskedRecoveryListDto> {
    return { entries: await this.recoveries.list(actor) };
  }

  /** The colleague types the paper too. Gives the account the mobile; for a day its owner can set a new password without the register. */
  @Post(':id/confirmation')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  @Requires('account.confirmIdentity')
  confirm(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: ShownPaperDto): Promise<void> {
    return this.recoveries.confirm(actor, id, body);
  }
}

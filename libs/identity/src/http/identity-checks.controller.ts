import { Body, Controller, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { type Actor, maskMobile } from '@onething/kernel';
import { IdentityProofs } from '../registration/identity-proofs';
import { CurrentActor } from './current-actor.decorator';
import { LevelDto, WindowCheckDto, WindowClaimDto, WindowSearchDto } from './registration.dto';
import { Requires } from './requires.decorator';
import { shownClaim } from './shown-claim';

/** Checks of persons at a window (窗口核验). */
@ApiTags('accounts')
@ApiBearerAuth()
@Controller('identity-checks')
export class IdentityChecksController {
  constructor(private readonly proofs: IdentityProofs) {}

  /** What an account of level 1 says of its person, masked. A POST, because logins do not belong into addresses. */
  @Post('search')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('account.confirmIdentity')
  async search(@CurrentActor() actor: Actor, @Body() { login }: WindowSearchDto): Promise<WindowClaimDto> {
    const { account, claim } = await this.proofs.findForWindow(actor, login);
    return { ...shownClaim(claim), accountId: account.id, mobile: account.mobile && maskMobile(account.mobile) };
  }

  /** Confirms that the papers on the counter, typed here by the clerk, are those of who the account says to be. */
  @Post(':accountId')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('account.confirmIdentity')
  async confirm(@CurrentActor() actor: Actor, @Param('accountId') accountId: string, @Body() body: WindowCheckDto): Promise<LevelDto> {
    await this.proofs.proveAtWindow(actor, accountId, body);
    return { level: 2 };
  }
}

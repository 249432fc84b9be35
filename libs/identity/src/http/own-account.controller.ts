import { Body, Controller, Get, Header, HttpCode, Ip, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@onething/kernel';
import { AccountChanges } from '../registration/account-changes';
import { IdentityProofs } from '../registration/identity-proofs';
import { CODE_LIFETIME_SECONDS } from '../registration/one-time-codes';
import { Registrations } from '../registration/registrations';
import { CurrentActor } from './current-actor.decorator';
import {
  ChangeMobileDto, ClaimDto, CloseAccountDto, CodeSentDto, CorrectClaimDto, LevelDto, MobileDto, OpenMattersDto,
} from './registration.dto';
import { Requires } from './requires.decorator';
import { shownClaim } from './shown-claim';

/** What the owner of an account does with it. */
@ApiTags('accounts')
@ApiBearerAuth()
@Controller('me')
export class OwnAccountController {
  constructor(
    private readonly registrations: Registrations, private readonly proofs: IdentityProofs, private readonly changes: AccountChanges,
  ) {}

  /** Who the account says to be, as long as that is not proven. */
  @Get('claim')
  @Header('Cache-Control', 'no-store')
  @Requires('account.change')
  async getClaim(@CurrentActor() actor: Actor): Promise<ClaimDto> {
    return shownClaim(await this.registrations.getClaim(actor.accountId));
  }

  /** Mends what was mistyped at the registration. */
  @Put('claim')
  @Header('Cache-Control', 'no-store')
  @Requires('account.change')
  async correctClaim(@CurrentActor() actor: Actor, @Body() body: CorrectClaimDto): Promise<ClaimDto> {
    return shownClaim(await this.registrations.correctClaim(actor, body));
  }

  /** Asks the population register; when it confirms, the account has level 2. */
  @Post('identity-proofs')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('account.change')
  async prove(@CurrentActor() actor: Actor): Promise<LevelDto> {
    await this.proofs.proveByRegister(actor);
    return { level: 2 };
  }

  /** Sends a one-time code to a new mobile. */
  @Post('mobile/codes')
  @HttpCode(202)
  @Header('Cache-Control', 'no-store')
  @Requires('account.change')
  async sendMobileCode(@CurrentActor() actor: Actor, @Ip() address: string, @Body() { mobile }: MobileDto): Promise<CodeSentDto> {
    await this.changes.sendMobileCode(actor, mobile, address);
    return { expiresIn: CODE_LIFETIME_SECONDS };
  }

  /** Changes the mobile; the old one is told. */
  @Put('mobile')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  @Requires('account.change')
  changeMobile(@CurrentActor() actor: Actor, @Body() body: ChangeMobileDto): Promise<void> {
    return this.changes.changeMobile(actor, body);
  }

  /** What keeps the account from being closed. */
  @Get('open-matters')
  @Header('Cache-Control', 'no-store')
  @Requires('account.change')
  async openMatters(@CurrentActor() actor: Actor): Promise<OpenMattersDto> {
    return { entries: await this.changes.openMatters(actor) };
  }

  /** Closes the account for ever. Drafts are thrown away, cases stay. */
  @Post('closing')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  @Requires('account.change')
  close(@CurrentActor() actor: Actor, @Body() { password }: CloseAccountDto): Promise<void> {
    return this.changes.close(actor, password);
  }
}

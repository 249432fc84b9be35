import { Body, Controller, Header, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AccountRecovery } from '../registration/account-recovery';
import { CODE_LIFETIME_SECONDS } from '../registration/one-time-codes';
import { CodeSentDto, RecoveryCodeDto, RecoveryDto } from './registration.dto';
import { Requires } from './requires.decorator';

/** A forgotten password. */
@ApiTags('accounts')
@Controller('recoveries')
export class RecoveriesController {
  constructor(private readonly recovery: AccountRecovery) {}

  /** Sends a code to the mobile of the account, if there is one; the answer does not tell. */
  @Post('codes')
  @HttpCode(202)
  @Header('Cache-Control', 'no-store')
  @Requires('account.recover')
  async sendCode(@Ip() address: string, @Body() { login }: RecoveryCodeDto): Promise<CodeSentDto> {
    await this.recovery.sendCode(login, address);
    return { expiresIn: CODE_LIFETIME_SECONDS };
  }

  /** Sets a new password and ends all sessions. From level 2 on, number and name are asked for too. */
  @Post()
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  @Requires('account.recover')
  recover(@Ip() address: string, @Body() body: RecoveryDto): Promise<void> {
    return this.recovery.recover(body, address);
  }
}

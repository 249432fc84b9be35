import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@onething/kernel';
import { Passwords } from '../passwords/passwords';
import type { Client, CurrentSession } from '../sessions/login-sessions';
import { CurrentActor, CurrentLoginSession } from './current-actor.decorator';
import { CurrentClient } from './current-client.decorator';
import { ChangePasswordDto } from './password.dto';
import { Requires } from './requires.decorator';

@ApiTags('identity')
@ApiBearerAuth()
@Controller('auth/password')
export class PasswordController {
  constructor(private readonly passwords: Passwords) {}

  @Post()
  @HttpCode(204)
  @Requires('password.change')
  @ApiOperation({ summary: 'Change the password; the other sessions of the account end' })
  change(
    @CurrentActor() actor: Actor, @CurrentLoginSession() session: CurrentSession, @CurrentClient() client: Client, @Body() body: ChangePasswordDto,
  ): Promise<void> {
    return this.passwords.change(actor, session, body, client);
  }
}

import { Body, Controller, Get, Header, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SETTINGS, type Settings } from '@onething/config';
import type { AuthenticatedRequest } from '../authentication';
import { DemoAccounts } from '../demo/demo-accounts';
import { LogIn } from '../sessions/log-in';
import type { Client } from '../sessions/login-sessions';
import { type OpenedSession, SessionOpener } from '../sessions/session-opener';
import { CurrentClient } from './current-client.decorator';
import { DemoAccountListDto, LoginDto, LogInWaysDto, RefreshDto, TokenDto } from './login.dto';
import { Requires } from './requires.decorator';

@ApiTags('identity')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly entrance: LogIn,
    private readonly opener: SessionOpener,
    private readonly demoAccounts: DemoAccounts,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('auth.login')
  @ApiOperation({ summary: 'Log in with login and password, staff with a code of the second factor too' })
  @ApiOkResponse({ type: TokenDto })
  async logIn(@Body() body: LoginDto, @Req() { headers }: AuthenticatedRequest, @CurrentClient() client: Client): Promise<TokenDto> {
    return tokensOf(await this.entrance.logIn(body, headers, client));
  }

  @Post('refresh')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('auth.refresh')
  @ApiOperation({ summary: 'Exchange a refresh token for new tokens of the same session' })
  @ApiOkResponse({ type: TokenDto })
  async refresh(@Body() { refreshToken }: RefreshDto): Promise<TokenDto> {
    return tokensOf(await this.opener.refresh(refreshToken));
  }

  @Get('ways')
  @Requires('auth.login')
  @ApiOperation({ summary: 'How one can log in besides login and password' })
  @ApiOkResponse({ type: LogInWaysDto })
  ways(): LogInWaysDto {
    return { external: this.settings.oidc !== undefined };
  }

  @Get('demo-accounts')
  @Header('Cache-Control', 'no-store')
  @Requires('auth.readDemoAccounts')
  @ApiOperation({ summary: 'Embedded demo mode alone: who can be played, with the password and code of this moment. 404 elsewhere' })
  @ApiOkResponse({ type: DemoAccountListDto })
  listDemoAccounts(): DemoAccountListDto {
    return this.demoAccounts.list();
  }
}

function tokensOf({ accessToken, expiresIn, refreshToken, limitedTo }: OpenedSession): TokenDto {
  return { accessToken, tokenType: 'Bearer', expiresIn, refreshToken, limitedTo };
}

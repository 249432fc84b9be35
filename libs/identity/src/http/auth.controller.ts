import { Body, Controller, Header, HttpCode, Ip, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AuthenticatedRequest } from '../authentication';
import { LogIn } from '../sessions/log-in';
import { LoginDto, RefreshDto, TokenDto } from './login.dto';
import { Requires } from './requires.decorator';

@ApiTags('identity')
@Controller('auth')
export class AuthController {
  constructor(private readonly entrance: LogIn) {}

  @Post('login')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('auth.login')
  @ApiOperation({ summary: 'Log in with login and password' })
  @ApiOkResponse({ type: TokenDto })
  logIn(@Body() body: LoginDto, @Req() request: AuthenticatedRequest, @Ip() address: string): Promise<TokenDto> {
    return this.entrance.logIn({ headers: request.headers, body }, { address, userAgent: request.headers['user-agent'] as string | undefined });
  }

  @Post('refresh')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('auth.refresh')
  @ApiOperation({ summary: 'Exchange a refresh token for new tokens of the same session' })
  @ApiOkResponse({ type: TokenDto })
  refresh(@Body() { refreshToken }: RefreshDto): Promise<TokenDto> {
    return this.entrance.refresh(refreshToken);
  }
}

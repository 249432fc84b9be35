import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AuthenticatedRequest, Authentication } from '../authentication';
import { LoginDto, TokenDto } from './login.dto';
import { Requires } from './requires.decorator';

@ApiTags('identity')
@Controller('auth')
export class AuthController {
  constructor(private readonly authentication: Authentication) {}

  @Post('login')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('auth.login')
  @ApiOperation({ summary: 'Log in with login and password' })
  @ApiOkResponse({ type: TokenDto })
  logIn(@Body() body: LoginDto, @Req() request: AuthenticatedRequest): Promise<TokenDto> {
    return this.authentication.logIn({ headers: request.headers, body });
  }
}

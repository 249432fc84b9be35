import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@onething/kernel';
import { Enrolment } from '../second-factor/enrolment';
import { SecondFactorStep } from '../second-factor/second-factor-step';
import type { Client, CurrentSession } from '../sessions/login-sessions';
import { CurrentActor, CurrentLoginSession } from './current-actor.decorator';
import { CurrentClient } from './current-client.decorator';
import { ReauthenticationDto } from './login.dto';
import { Requires } from './requires.decorator';
import { ConfirmSecondFactorDto, EnrolledDto, GivenSecondFactorDto, GiveSecondFactorDto, SecondFactorDto } from './second-factor.dto';

@ApiTags('identity')
@ApiBearerAuth()
@Controller('auth/second-factor')
export class SecondFactorController {
  constructor(private readonly enrolment: Enrolment, private readonly step: SecondFactorStep) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('secondFactor.enrol')
  @ApiOperation({ summary: 'Ask for the secret of a new second factor; it counts when a code of it was shown' })
  @ApiOkResponse({ type: SecondFactorDto })
  begin(
    @CurrentActor() actor: Actor, @CurrentLoginSession() session: CurrentSession, @CurrentClient() client: Client, @Body() { password }: ReauthenticationDto,
  ): Promise<SecondFactorDto> {
    return this.enrolment.begin(actor, session, password, client);
  }

  @Post('code')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('secondFactor.give')
  @ApiOperation({ summary: 'Give the code for which a session waits that the identity provider began' })
  @ApiOkResponse({ type: GivenSecondFactorDto })
  async give(
    @CurrentActor() actor: Actor, @CurrentLoginSession() session: CurrentSession, @CurrentClient() client: Client, @Body() { code }: GiveSecondFactorDto,
  ): Promise<GivenSecondFactorDto> {
    return { limitedTo: await this.step.give(actor, session, code, client) };
  }

  @Post('confirm')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('secondFactor.enrol')
  @ApiOperation({ summary: 'Show a code of the new second factor; from then on every log-in asks for one' })
  @ApiOkResponse({ type: EnrolledDto })
  confirm(@CurrentActor() actor: Actor, @CurrentLoginSession() session: CurrentSession, @Body() { code }: ConfirmSecondFactorDto): Promise<EnrolledDto> {
    return this.enrolment.confirm(actor, session, code);
  }
}

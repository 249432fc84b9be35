import { Body, Controller, Get, Header, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CODE_LIFETIME_SECONDS } from '../registration/one-time-codes';
import { RegistrationOffers } from '../registration/registration-offers';
import { Registrations } from '../registration/registrations';
import { CodeSentDto, MobileDto, OffersDto, RegisteredDto, RegistrationDto } from './registration.dto';
import { Requires } from './requires.decorator';

/** Opening an account of one's own. */
@ApiTags('accounts')
@Controller('registrations')
export class RegistrationsController {
  constructor(private readonly registrations: Registrations, private readonly offers: RegistrationOffers) {}

  /** Made-up persons and companies to register with: where the platform runs as a demonstration, 404 elsewhere. */
  @Get('offers')
  @Header('Cache-Control', 'no-store')
  @Requires('account.register')
  getOffers(): Promise<OffersDto> {
    return this.offers.getOffers();
  }

  /** Sends a one-time code to a mobile. */
  @Post('codes')
  @HttpCode(202)
  @Header('Cache-Control', 'no-store')
  @Requires('account.register')
  async sendCode(@Ip() address: string, @Body() { mobile }: MobileDto): Promise<CodeSentDto> {
    await this.registrations.sendCode(mobile, address);
    return { expiresIn: CODE_LIFETIME_SECONDS };
  }

  /** Opens an account of level 1. The answer says nothing about whose number it is, nor whether it is known. */
  @Post()
  @Header('Cache-Control', 'no-store')
  @Requires('account.register')
  async register(@Ip() address: string, @Body() body: RegistrationDto): Promise<RegisteredDto> {
    return { accountId: await this.registrations.register(body, address), level: 1 };
  }
}

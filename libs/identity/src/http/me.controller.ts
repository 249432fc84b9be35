import { Controller, Get, Header } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, DomainError, maskCitizenId, maskMobile } from '@onething/kernel';
import { AccountRegister } from '../account-register';
import { PersonDirectory } from '../person-directory';
import { CurrentActor } from './current-actor.decorator';
import { MeDto } from './me.dto';
import { Requires } from './requires.decorator';

@ApiTags('identity')
@ApiBearerAuth()
@Controller('me')
export class MeController {
  constructor(private readonly accounts: AccountRegister, private readonly persons: PersonDirectory) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('account.readSelf')
  @ApiOperation({ summary: 'Whose account this is, and what it may do' })
  @ApiOkResponse({ type: MeDto })
  async getMe(@CurrentActor() actor: Actor): Promise<MeDto> {
    const account = await this.accounts.findAccount(actor.accountId);
    if (!account) throw new DomainError('unauthenticated', 'IDENTITY.TOKEN_INVALID', 'The account was closed. Open a new one.');
    const { id, kind, name, number } = await this.persons.getPerson(actor.personId);
    return {
      accountId: account.id,
      login: account.login,
      kind: account.kind,
      level: account.level,
      mobile: account.mobile && maskMobile(account.mobile),
      person: { id, kind, name, number: number !== null && kind === 'natural' ? maskCitizenId(number, 'internal') : number },
      roles: actor.roles,
      posts: actor.posts,
    };
  }
}

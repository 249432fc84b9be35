import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@onething/kernel';
import { AccountMeasures } from '../staff/account-measures';
import { AccountMeasureDto, AccountMeasurePageDto, AccountMeasurePageQueryDto, DecidedMeasureDto, ProposeMeasureDto } from './account-measure.dto';
import { CurrentActor } from './current-actor.decorator';
import { Requires } from './requires.decorator';
import { ApproveRoleDto, RejectRoleDto } from './staff-account.dto';

/** What one administrator proposes to do with an account, and another decides on. */
@ApiTags('staff accounts')
@ApiBearerAuth()
@Controller('account-measures')
export class AccountMeasuresController {
  constructor(private readonly measures: AccountMeasures) {}

  /** Newest first. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('account.list')
  async list(@Query() { limit = 20, ...page }: AccountMeasurePageQueryDto): Promise<AccountMeasurePageDto> {
    const found = await this.measures.list({ ...page, limit: limit + 1 });
    const entries = found.slice(0, limit);
    return { entries, next: found.length > limit ? entries.at(-1)!.id : undefined };
  }

  /** Proposes to lock or unlock an administrator, or to reset the second factor of an account whose owner has lost it. */
  @Post()
  @Header('Cache-Control', 'no-store')
  @Requires('account.propose')
  propose(@CurrentActor() actor: Actor, @Body() body: ProposeMeasureDto): Promise<AccountMeasureDto> {
    return this.measures.propose(actor, body);
  }

  /** It takes effect at once. A reset answers with a recovery code for the owner, once. */
  @Post(':id/approve')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('account.approve')
  approve(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version }: ApproveRoleDto): Promise<DecidedMeasureDto> {
    return this.measures.decide(actor, id, { verdict: 'approved', version });
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('account.approve')
  reject(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version, reason }: RejectRoleDto): Promise<DecidedMeasureDto> {
    return this.measures.decide(actor, id, { verdict: 'rejected', version, reason });
  }
}

import { Body, Controller, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@onething/kernel';
import { AccountLocks } from '../staff/account-locks';
import { StaffAccounts } from '../staff/staff-accounts';
import { CurrentActor } from './current-actor.decorator';
import { Requires } from './requires.decorator';
import { ProposeStaffDto, ReasonOfChangeDto, RoleGrantDto, StaffPageDto, StaffSearchDto } from './staff-account.dto';

/** Accounts of officials. */
@ApiTags('staff accounts')
@ApiBearerAuth()
@Controller('staff-accounts')
export class StaffAccountsController {
  constructor(private readonly staff: StaffAccounts, private readonly locks: AccountLocks) {}

  /** Finds accounts in the order in which they were opened. A POST, because names do not belong into addresses. */
  @Post('search')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Requires('account.list')
  async search(@Body() { limit = 20, ...search }: StaffSearchDto): Promise<StaffPageDto> {
    const found = await this.staff.search({ ...search, limit: limit + 1 });
    const entries = found.slice(0, limit);
    return { entries, next: found.length > limit ? entries.at(-1)!.accountId : undefined };
  }

  /** Proposes an account with its first post; it does nothing until a security administrator approves. */
  @Post()
  @Header('Cache-Control', 'no-store')
  @Requires('account.propose')
  propose(@CurrentActor() actor: Actor, @Body() body: ProposeStaffDto): Promise<RoleGrantDto> {
    return this.staff.propose(actor, body);
  }

  /** Keeps any account out, a resident's too, and ends its sessions. An administrator's is locked by two: `account-measures`. */
  @Post(':accountId/lock')
  @HttpCode(204)
  @Requires('account.lock')
  lock(@CurrentActor() actor: Actor, @Param('accountId') accountId: string, @Body() { reason }: ReasonOfChangeDto): Promise<void> {
    return this.locks.switch(actor, accountId, { to: 'locked', reason });
  }

  @Post(':accountId/unlock')
  @HttpCode(204)
  @Requires('account.lock')
  unlock(@CurrentActor() actor: Actor, @Param('accountId') accountId: string, @Body() { reason }: ReasonOfChangeDto): Promise<void> {
    return this.locks.switch(actor, accountId, { to: 'active', reason });
  }
}

import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@onething/kernel';
import { RoleGrants } from '../staff/role-grants';
import { CurrentActor } from './current-actor.decorator';
import { Requires } from './requires.decorator';
import { ApproveRoleDto, ProposeRoleDto, RejectRoleDto, RoleGrantDto, RoleGrantPageDto, RoleGrantPageQueryDto } from './staff-account.dto';

/** Roles that one administrator proposes to give or to end, and another decides on. */
@ApiTags('staff accounts')
@ApiBearerAuth()
@Controller('role-grants')
export class RoleGrantsController {
  constructor(private readonly grants: RoleGrants) {}

  /** Newest first. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('account.list')
  async list(@Query() { limit = 20, ...page }: RoleGrantPageQueryDto): Promise<RoleGrantPageDto> {
    const found = await this.grants.list({ ...page, limit: limit + 1 });
    const entries = found.slice(0, limit);
    return { entries, next: found.length > limit ? entries.at(-1)!.id : undefined };
  }

  /** Proposes to give an account a role at an office, or to end one. */
  @Post()
  @Requires('account.propose')
  propose(@CurrentActor() actor: Actor, @Body() body: ProposeRoleDto): Promise<RoleGrantDto> {
    return this.grants.propose(actor, body);
  }

  /** It takes effect at the account's next request. */
  @Post(':id/approve')
  @HttpCode(200)
  @Requires('account.approve')
  approve(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version }: ApproveRoleDto): Promise<RoleGrantDto> {
    return this.grants.decide(actor, id, { verdict: 'approved', version });
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Requires('account.approve')
  reject(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { version, reason }: RejectRoleDto): Promise<RoleGrantDto> {
    return this.grants.decide(actor, id, { verdict: 'rejected', version, reason });
  }
}

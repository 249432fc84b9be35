import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { OverdueItems } from '../reading/overdue-items';
import { Supervision } from '../reading/supervision';
import { OverdueItemsDto, SupervisedCaseDto, SupervisionQueryDto } from './supervision.dto';

/** What supervisors (督办) look up before they reopen an item. */
@ApiTags('items')
@ApiBearerAuth()
@Controller('supervision')
export class SupervisionController {
  constructor(private readonly supervision: Supervision, private readonly overdueItems: OverdueItems) {}

  /** How the items of a case stand that are handled in the supervisor's division, by an official number; nothing of the applicant. */
  @Get('case')
  @Header('Cache-Control', 'no-store')
  @Requires('item.reopen')
  find(@CurrentActor() actor: Actor, @Query() { number }: SupervisionQueryDto): Promise<SupervisedCaseDto> {
    return this.supervision.findByNumber(actor, number);
  }

  /** What is late now in the supervisor's divisions, the longest overdue first, 200 at most; nothing of the applicants. */
  @Get('overdue')
  @Header('Cache-Control', 'no-store')
  @Requires('statistics.readInternal')
  async listOverdue(@CurrentActor() actor: Actor): Promise<OverdueItemsDto> {
    return { items: await this.overdueItems.list(actor) };
  }
}

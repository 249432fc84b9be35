import { Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Requires } from '@onething/identity';
import { NoticeDeliveries } from '../delivering/notice-deliveries';
import { type Delivery, DeliveryRepository } from '../persistence/delivery.repository';
import { InboxPageQueryDto } from './inbox.dto';
import { type NoticeFailureDto, NoticeFailurePageDto, RetriedDeliveryDto } from './notice-failures.dto';

/** Notices that did not leave the platform. */
@ApiTags('notices')
@ApiBearerAuth()
@Controller('notices/failures')
export class NoticeFailuresController {
  constructor(private readonly deliveries: DeliveryRepository, private readonly delivering: NoticeDeliveries) {}

  /** Deliveries that were given up, with the reason. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('notice.administer')
  async list(@Query() { after, limit = 20 }: InboxPageQueryDto): Promise<NoticeFailurePageDto> {
    const found = await this.deliveries.list('failed', after, limit + 1);
    const page = found.slice(0, limit);
    return { entries: page.map(view), next: found.length > limit ? page.at(-1)!.id : undefined };
  }

  /** Tries a delivery again, when what was in the way has been mended. */
  @Post(':id/retry')
  @HttpCode(200)
  @Requires('notice.administer')
  async retry(@Param('id') id: string): Promise<RetriedDeliveryDto> {
    await this.delivering.retry(id);
    return { id, state: 'waiting' };
  }
}

function view({ id, channel, attempts, lastProblem, settledAt, notice }: Delivery): NoticeFailureDto {
  const { kind, accountId, caseId, itemId, createdAt } = notice;
  return {
    id, channel, kind, accountId, caseId, itemId, attempts, reason: lastProblem,
    createdAt: new Date(createdAt).toISOString(), failedAt: new Date(settledAt!).toISOString(),
  };
}

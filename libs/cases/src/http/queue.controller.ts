import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { CaseLists, type QueueFilter } from '../reading/case-lists';
import { QueuedItemDto, QueuePageDto } from '../reading/case.dto';
import { QueueQueryDto } from './case-list.dto';

/** What waits in an office. */
@ApiTags('queues')
@ApiBearerAuth()
@Controller('queues')
export class QueueController {
  constructor(private readonly lists: CaseLists) {}

  /** Open item cases of the offices in which one holds a post, earliest deadline first. */
  @Get('items')
  @Header('Cache-Control', 'no-store')
  @Requires('queue.read')
  async items(@CurrentActor() actor: Actor, @Query() { after, limit = 20, ...filter }: QueueQueryDto): Promise<QueuePageDto> {
    const found = await this.lists.queueOf(actor, { ...filter, after: after && readCursor(after) || undefined, limit: limit + 1 });
    const entries = found.slice(0, limit);
    return { entries, next: found.length > limit ? cursorOf(entries.at(-1)!) : undefined };
  }
}

const cursorOf = ({ dueOn, caseId, itemId }: QueuedItemDto): string => `${dueOn ?? ''}~${caseId}~${itemId}`;

function readCursor(cursor: string): QueueFilter['after'] {
  const [dueOn, caseId, itemId] = cursor.split('~') as [string, string, string];
  return { dueOn: dueOn || null, caseId, itemId };
}

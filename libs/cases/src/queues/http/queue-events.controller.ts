import { Controller, Get, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentActor, CurrentLoginSession, type CurrentSession, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { QueueStreams } from '../live/queue-streams';

/** What is needed of Fastify's reply. */
interface StreamReply {
  headers(values: Record<string, string>): unknown;
}

/** What changes in the queues that one sees, as it happens. */
@ApiTags('queues')
@ApiBearerAuth()
@Controller('queues/events')
export class QueueEventsController {
  constructor(private readonly streams: QueueStreams) {}

  /**
   * Server-sent events. `ready`: nothing is missed from now on, so read what is shown once more. `changed` says that something is otherwise: `items` (`caseId`, `itemId`) of the queues that one sees, and whether
   * the list of what is to be handed over is concerned (`deliveries`). What it is, `GET /api/queues/items` tells. Ends with the session.
   */
  @Get()
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @Requires('queue.read')
  listen(
    @CurrentActor() actor: Actor, @CurrentLoginSession() session: CurrentSession, @Res({ passthrough: true }) reply: StreamReply,
  ): StreamableFile {
    // Proxies hand every line on at once, and the connection serves nothing else: it can be ended with the stream.
    reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' });
    return new StreamableFile(this.streams.open(actor, session.id), { type: 'text/event-stream; charset=utf-8' });
  }
}

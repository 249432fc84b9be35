import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { ExchangeConsole, type PeerState } from '../exchange-console';
import { type Quarantined, QuarantineRepository } from '../persistence/quarantine.repository';
import { Quarantine } from '../quarantine';
import {
  ExchangeOverviewDto, type ExchangePeerDto, QuarantineDecisionDto, type QuarantinedMessageDto, QuarantinePageDto, QuarantinePageQueryDto, RejectQuarantinedDto,
} from './exchange-console.dto';

/** The exchange with other provinces, for operators: how it stands, and what was refused. No content of messages. */
@ApiTags('exchange')
@ApiBearerAuth()
@Controller('exchange')
export class ExchangeConsoleController {
  constructor(private readonly console: ExchangeConsole, private readonly quarantine: Quarantine, private readonly repository: QuarantineRepository) {}

  @Get('overview')
  @Header('Cache-Control', 'no-store')
  @Requires('exchange.read')
  async overview(): Promise<ExchangeOverviewDto> {
    const { peers, waiting, hub, catchingUp, days, ...rest } = await this.console.read();
    return {
      ...rest, quarantined: waiting.quarantined, deliveriesWaiting: waiting.deliveries, deliveriesParked: waiting.parked,
      hub: { ...hub, at: iso(hub.at), pulledAt: iso(hub.pulledAt), failedSince: iso(hub.failedSince) },
      peers: peers.map(peerView),
      catchingUp: catchingUp.map((one) => ({ ...one, noticedAt: one.noticedAt.toISOString() })),
      reconciliation: days.map((day) => ({ ...day, statedAt: iso(day.statedAt), comparedAt: iso(day.comparedAt) })),
    };
  }

  /** What was refused, open entries unless another state is asked for. */
  @Get('quarantine')
  @Header('Cache-Control', 'no-store')
  @Requires('exchange.read')
  async list(@Query() { state = 'open', after, limit = 20 }: QuarantinePageQueryDto): Promise<QuarantinePageDto> {
    const found = await this.repository.list({ state, after, limit: limit + 1 });
    const entries = found.slice(0, limit).map(quarantinedView);
    return { entries, next: found.length > limit ? entries.at(-1)!.id : undefined };
  }

  /** Looks into it again, when what was in the way has been mended. */
  @Post('quarantine/:id/retry')
  @HttpCode(200)
  @Requires('exchange.decide')
  async retry(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<QuarantineDecisionDto> {
    await this.quarantine.retry(actor, id);
    return { id, state: 'retried' };
  }

  /** For good. */
  @Post('quarantine/:id/reject')
  @HttpCode(200)
  @Requires('exchange.decide')
  async reject(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: RejectQuarantinedDto): Promise<QuarantineDecisionDto> {
    await this.quarantine.reject(actor, id, reason);
    return { id, state: 'rejected' };
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function peerView({ region, name, backlog, answers, refusedHere }: PeerState): ExchangePeerDto {
  return {
    region, name, refusedHere,
    backlog: backlog && { lanes: backlog.lanes, oldest: backlog.oldest.toISOString(), attempts: backlog.attempts, lastError: backlog.lastError },
    answers: answers && { answered: answers.answered, refused: answers.refused, medianSeconds: answers.median, p95Seconds: answers.p95 },
  };
}

function quarantinedView(entry: Quarantined): QuarantinedMessageDto {
  return { ...entry, at: entry.at.toISOString(), decidedAt: iso(entry.decidedAt) };
}

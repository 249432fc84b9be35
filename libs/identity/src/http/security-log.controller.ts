import { Readable } from 'node:stream';
import { ActReader, exportLines, type ListedAct, SecurityLog } from '@onething/audit';
import { Controller, Get, Header, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CLOCK, civilDate, type Clock, DomainError, isCivilDate } from '@onething/kernel';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from './current-actor.decorator';
import { Requires } from './requires.decorator';
import { ActExportQueryDto, type ActFilterDto, ActPageDto, ActPageQueryDto, ListedActDto, WholeActDto } from './security-log.dto';

const MEDIA_TYPES = { jsonl: 'application/jsonl', csv: 'text/csv; charset=utf-8' };

/** The security log (安全审计日志) for the auditor. */
@ApiTags('audit')
@ApiBearerAuth()
@Controller('security-log')
export class SecurityLogController {
  constructor(
    private readonly reader: ActReader,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Acts that fit every filter, newest first. Addresses are masked, reasons not shown. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('audit.read')
  async search(@Query() { after, limit = 20, ...filter }: ActPageQueryDto): Promise<ActPageDto> {
    const found = await this.reader.search(checkedDays(filter), { before: after, limit: limit + 1 });
    const entries = found.slice(0, limit);
    return { entries: entries.map(viewOf), next: found.length > limit ? entries.at(-1)!.id : undefined };
  }

  /** The same, all of it, as JSON Lines or CSV; masked likewise. That it was exported is recorded. */
  @Get('export')
  @ApiOkResponse({ content: { 'application/jsonl': { schema: { type: 'string' } }, 'text/csv': { schema: { type: 'string' } } } })
  @Requires('audit.export')
  async export(
    @CurrentActor() actor: Actor, @Query() { format, ...filter }: ActExportQueryDto, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const acts = this.reader.all(checkedDays(filter));
    await this.log.record({ act: 'audit.exported', outcome: 'done', actor, detail: { format, ...given(filter) } });
    reply.header('cache-control', 'private, no-store');
    return new StreamableFile(Readable.from(exportLines(format, acts)), {
      type: MEDIA_TYPES[format], disposition: `attachment; filename="security-log-${civilDate(this.clock.now())}.${format}"`,
    });
  }

  /** One act unmasked, with its reason. That it was read is recorded. */
  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @Requires('audit.read')
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<WholeActDto> {
    const act = await this.reader.get(id);
    await this.log.record({
      act: 'audit.read', outcome: 'done', actor, object: { kind: 'securityAct', id }, ...(act.subjectPersonId === null ? {} : { subjectPersonId: act.subjectPersonId }),
    });
    return viewOf(act);
  }
}

function viewOf<A extends Pick<ListedAct, 'recordedAt' | 'outcome' | 'detail'>>(act: A) {
  return { ...act, recordedAt: new Date(act.recordedAt), outcome: act.outcome as ListedActDto['outcome'], detail: act.detail as ListedActDto['detail'] };
}

/** @throws DomainError `AUDIT.NO_SUCH_DAY` */
function checkedDays<F extends ActFilterDto>(filter: F): F {
  const field = (['from', 'to'] as const).find((name) => filter[name] !== undefined && !isCivilDate(filter[name]));
  if (field === undefined) return filter;
  const message = 'There is no such day';
  throw new DomainError('invalid', 'AUDIT.NO_SUCH_DAY', message, { fields: [{ field, code: 'AUDIT.NO_SUCH_DAY', message }] });
}

const given = (filter: ActFilterDto): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import { type Actor, CLOCK, type Clock, DomainError } from '@onething/kernel';
import type { Notice } from '../domain/notice';
import { NoticeTexts } from '../notice-texts';
import { NoticeRepository } from '../persistence/notice.repository';
import { InboxPageDto, InboxPageQueryDto, InboxStateDto, type NoticeDto, ReadInboxDto } from './inbox.dto';

/** The inbox (站内信) of the account that asks. */
@ApiTags('notices')
@ApiBearerAuth()
@Controller('inbox')
export class InboxController {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly texts: NoticeTexts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What one was told, newest first. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('inbox.read')
  async list(@CurrentActor() { accountId }: Actor, @Query() { after, limit = 20 }: InboxPageQueryDto): Promise<InboxPageDto> {
    const unread = await this.notices.countUnread(accountId);
    const found = await this.notices.list(accountId, after, limit + 1);
    const page = found.slice(0, limit);
    const entries = await Promise.all(page.map((notice) => this.view(notice)));
    return { unread, entries, next: found.length > limit ? page.at(-1)!.id : undefined };
  }

  /** Marks one notice as read; again changes nothing. */
  @Post(':id/read')
  @HttpCode(200)
  @Requires('inbox.read')
  async read(@CurrentActor() { accountId }: Actor, @Param('id') id: string): Promise<InboxStateDto> {
    if (!(await this.notices.markRead(accountId, id, this.clock.now()))) {
      throw new DomainError('notFound', 'NOTICES.NOT_FOUND', 'There is no such notice in your inbox.');
    }
    return { unread: await this.notices.countUnread(accountId) };
  }

  /** Marks everything up to the newest notice that was seen as read. */
  @Post('read')
  @HttpCode(200)
  @Requires('inbox.read')
  async readAll(@CurrentActor() { accountId }: Actor, @Body() { upTo }: ReadInboxDto): Promise<InboxStateDto> {
    await this.notices.markAllRead(accountId, upTo, this.clock.now());
    return { unread: await this.notices.countUnread(accountId) };
  }

  private async view(notice: Notice): Promise<NoticeDto> {
    const { id, kind, caseId, itemId, createdAt, readAt } = notice;
    const { title, body } = await this.texts.inbox(notice);
    return {
      id, kind, caseId: kind === 'consentAsked' ? null : caseId, itemId, mandateId: notice.data.mandateId ?? null, title, body,
      createdAt: new Date(createdAt).toISOString(), readAt: readAt === null ? null : new Date(readAt).toISOString(),
    };
  }
}

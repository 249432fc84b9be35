import { Injectable } from '@nestjs/common';
import type { Actor } from '@onething/kernel';
import { NoticeTexts } from './notice-texts';
import { NoticeRepository } from './persistence/notice.repository';
import { PreferenceRepository } from './persistence/preference.repository';

const PAGE = 50;

/** Everything that an account was told, and how it wants to be told, for its person. */
@Injectable()
export class OwnNotices {
  constructor(private readonly repository: NoticeRepository, private readonly texts: NoticeTexts, private readonly preferences: PreferenceRepository) {}

  async* notices({ accountId }: Actor): AsyncGenerator<object> {
    for (let after: string | undefined; ;) {
      const page = await this.repository.list(accountId, after, PAGE);
      for (const notice of page) {
        const { title, body } = await this.texts.inbox(notice);
        yield { id: notice.id, caseId: notice.caseId, title, body, createdAt: new Date(notice.createdAt).toISOString(), readAt: notice.readAt === null ? null : new Date(notice.readAt).toISOString() };
      }
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  async* ways({ accountId }: Actor): AsyncGenerator<object> {
    yield await this.preferences.find(accountId);
  }
}

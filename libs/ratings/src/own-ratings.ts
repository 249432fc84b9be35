import { Injectable } from '@nestjs/common';
import type { Actor } from '@onething/kernel';
import { RatingRepository } from './persistence/rating.repository';

const PAGE = 50;

/** Every rating that an account gave, with its words, for its person. */
@Injectable()
export class OwnRatings {
  constructor(private readonly repository: RatingRepository) {}

  async* entries({ accountId }: Actor): AsyncGenerator<object> {
    for (let after: string | undefined; ;) {
      const page = await this.repository.listOfAccount(accountId, after, PAGE);
      for (const { id, caseId, grade, tags, words, givenAt } of page) yield { id, caseId, grade, tags, words: words ?? null, givenAt: new Date(givenAt).toISOString() };
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }
}

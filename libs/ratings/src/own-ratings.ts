import { Injectable } from '@nestjs/common';
import type { Actor } from '@onething/kernel';
import type { BadRating } from './domain/bad-rating';
import { type BadRatingNote, BadRatingRepository } from './persistence/bad-rating.repository';
import { RatingRepository } from './persistence/rating.repository';

const PAGE = 50;

/** Every rating that an account gave, with its words, and what became of the bad ones, for its person. */
@Injectable()
export class OwnRatings {
  constructor(private readonly repository: RatingRepository, private readonly bad: BadRatingRepository) {}

  async* entries({ accountId }: Actor): AsyncGenerator<object> {
    for (let after: string | undefined; ;) {
      const page = await this.repository.listOfAccount(accountId, after, PAGE);
      for (const { id, caseId, grade, tags, words, givenAt, stage, channel, isAnonymous, items } of page) {
        yield {
          id, caseId, grade, tags, words: words ?? null, givenAt: iso(givenAt), stage, channel, isAnonymous,
          items: items.map(({ item, department, grade: given }) => ({ item, department, grade: given })),
        };
      }
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  /** What a unit has written of the rater in a call-back, and its answer, are told; its finding with the answer, as in `OwnHandling`. */
  async* badRatings({ accountId }: Actor): AsyncGenerator<object> {
    for (let after: string | undefined; ;) {
      const page = await this.bad.listOfAccount(accountId, after, PAGE);
      const notes = await this.bad.listNotes(page.map(({ id }) => id));
      for (const one of page) yield told(one, notes.get(one.id)!);
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }
}

function told({ id, caseId, department, division, item, grade, tags, isAnonymous, state, dispatchedAt, calledBackAt, dueOn, finding, answeredAt, closedAt }: BadRating, notes: readonly BadRatingNote[]): object {
  return {
    id, caseId, department, division, item, grade, tags, isAnonymous, state, dispatchedAt: iso(dispatchedAt), dueOn,
    calledBackAt: calledBackAt === null ? null : iso(calledBackAt), finding: answeredAt === null ? null : finding,
    notes: notes.filter(({ kind }) => kind === 'callBack' || kind === 'answer').map(({ kind, text, writtenAt }) => ({ kind, note: text, at: iso(writtenAt) })),
    answeredAt: answeredAt === null ? null : iso(answeredAt), closedAt: closedAt === null ? null : iso(closedAt),
  };
}

const iso = (at: number): string => new Date(at).toISOString();

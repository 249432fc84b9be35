import { Injectable } from '@nestjs/common';
import type { Actor } from '@onething/kernel';
import type { BadRatingState } from './domain/bad-rating';
import type { Finding } from './domain/rating-event';
import { BadRatingRepository } from './persistence/bad-rating.repository';

/** What the rater sees of a bad rating with one unit. */
export interface OwnBadRating {
  department: string;
  division: string;
  item?: string;
  state: BadRatingState;
  dueOn: string;
  finding?: Finding;
  answer?: string;
  secondRatingUntil?: string;
}

/** What became of one's bad ratings. A finding is told with the answer, not before. */
@Injectable()
export class OwnHandling {
  constructor(private readonly repository: BadRatingRepository) {}

  async list({ accountId }: Actor, caseId: string): Promise<OwnBadRating[]> {
    const all = await this.repository.listOfCase(caseId, accountId);
    const notes = await this.repository.listNotes(all.map(({ id }) => id));
    return all.map(({ id, department, division, item, state, dueOn, finding, answeredAt, secondRatingUntil }) => ({
      department, division, item: item ?? undefined, state, dueOn, finding: answeredAt === null ? undefined : finding ?? undefined,
      answer: notes.get(id)!.find(({ kind }) => kind === 'answer')?.text, secondRatingUntil: secondRatingUntil ?? undefined,
    }));
  }
}

import { Injectable } from '@nestjs/common';
import { ObjectStore } from '@onething/object-store';
import { Database, type Statement } from '@onething/persistence';
import { BadRatingFileRepository } from './persistence/bad-rating-file.repository';

/** As in `config/retention.yaml`. */
type RatingClass = 'ratingWords' | 'badRatingNote' | 'ratingReview';

/** Texts about a rating, which ended before a day. */
interface OldText {
  id: string;
  /** Who gave the rating. */
  accountId: string;
  caseId: string;
  endedAt: Date;
}

/** Records of one class, as the rules of retention ask for them. */
export interface RetainedRatings {
  class: RatingClass;
  /** By id, behind `after`. */
  findDue(endedBefore: Date, after: string | undefined, limit: number): Promise<OldText[]>;
  erase(ids: readonly string[]): Promise<void>;
}

const due = (name: RatingClass, id: string, endedAt: string, from: string, where: string): Statement => ({
  name: `ratings.retention-due-${name}`,
  text: `SELECT ${id} AS id, r.account_id AS "accountId", r.case_id AS "caseId", ${endedAt} AS "endedAt" FROM ${from}
    WHERE ${where} AND ${endedAt} < $1 AND ($2::uuid IS NULL OR ${id} > $2) ORDER BY ${id} LIMIT $3`,
});
const FIND: Readonly<Record<RatingClass, Statement>> = {
  ratingWords: due('ratingWords', 'r.id', 'r.given_at', 'onething.rating r', 'r.words IS NOT NULL'),
  badRatingNote: due('badRatingNote', 'r.id', 'r.closed_at', 'onething.bad_rating r',
    `r.state = 'closed' AND (EXISTS (SELECT FROM onething.bad_rating_note n WHERE n.bad_rating_id = r.id AND n.body IS NOT NULL)
      OR EXISTS (SELECT FROM onething.bad_rating_file f WHERE f.bad_rating_id = r.id))`),
  ratingReview: due('ratingReview', 'v.rating_id', 'v.judged_at', 'onething.rating_review v JOIN onething.rating r ON r.id = v.rating_id', 'v.reason IS NOT NULL'),
};
const ERASE: Readonly<Record<RatingClass, Statement>> = {
  ratingWords: { name: 'ratings.retention-erase', text: 'UPDATE onething.rating SET words = NULL WHERE id = ANY($1::uuid[])' },
  badRatingNote: { name: 'ratings.retention-erase-notes', text: `WITH files AS (DELETE FROM onething.bad_rating_file WHERE bad_rating_id = ANY($1::uuid[]))
    UPDATE onething.bad_rating_note SET body = NULL WHERE bad_rating_id = ANY($1::uuid[])` },
  ratingReview: { name: 'ratings.retention-erase-reasons', text: 'UPDATE onething.rating_review SET reason = NULL WHERE rating_id = ANY($1::uuid[])' },
};

/** Words of raters, and what others wrote about their ratings, kept for longer than a rule says. Grades, tags and what was done stay: they are figures. */
@Injectable()
export class RatingRetention {
  constructor(private readonly database: Database, private readonly files: BadRatingFileRepository, private readonly store: ObjectStore) {}

  /** All classes of this library. */
  classes(): RetainedRatings[] {
    return (Object.keys(FIND) as RatingClass[]).map((name) => ({
      class: name,
      findDue: (endedBefore, after, limit) => this.database.query<OldText>(FIND[name], [endedBefore, after ?? null, limit]),
      erase: async (ids) => {
        if (name === 'badRatingNote') await this.eraseObjectsOf(ids);
        await this.database.query(ERASE[name], [ids]);
      },
    }));
  }

  /** For good: their keys first, then the objects, then what says that they were. */
  private async eraseObjectsOf(badRatingIds: readonly string[]): Promise<void> {
    for (const { objectKey } of await this.files.list(badRatingIds)) await this.store.remove(objectKey);
  }
}

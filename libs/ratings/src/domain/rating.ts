import type { Channel, Grade, Stage } from './grade';
import type { HandledBy, ItemGrade } from './rating-act';

/** A rating of an item as it is kept: `isOwn` when the rater graded it apart from the whole. */
export interface RatedItem extends ItemGrade {
  isOwn: boolean;
}

/** A rating as it was given; it is never changed. */
export interface Rating {
  id: string;
  caseId: string;
  accountId: string;
  /** 评价次数: 1, and 2 for the one that follows a rectification. */
  sequence: number;
  /** The visit at a window that is rated (一次一评); null of the matter itself (一事一评). */
  visitId: string | null;
  /** Service window whose link was used. */
  windowId: string | null;
  grade: Grade;
  tags: string[];
  /** In the rater's own words, as written. */
  words?: string;
  channel: Channel;
  stage: Stage;
  /** Epoch ms. */
  givenAt: number;
  oneThing: string;
  division: string;
  /** Where the case was taken in; its items say where they are decided. */
  intakeDivision: string;
  handledBy: HandledBy;
  /** The units are not told who it was, and call nobody back. */
  isAnonymous: boolean;
  /** Account of the hotline's operator who has entered it for a caller. */
  enteredBy: string | null;
  items: RatedItem[];
}

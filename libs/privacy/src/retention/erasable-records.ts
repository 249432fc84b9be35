/** A record whose time is over. */
export interface DueRecord {
  id: string;
  /** Whom it is about, and the case that it belongs to: a hold on either keeps it. */
  personId?: string;
  caseId?: string;
  /** Other cases and persons that it belongs to as well, whose holds keep it too: a file that several cases name. */
  sharedWith?: readonly string[];
  endedAt: Date;
}

/** Records of one class, as the library that keeps them finds and erases them. */
export interface ErasableRecords {
  /** As in `config/retention.yaml`. */
  class: string;
  /** Ended before that instant, with nothing open, not erased yet; by id behind `after`. */
  findDue(endedBefore: Date, after: string | undefined, limit: number): Promise<DueRecord[]>;
  /** Where erasing is ordered first and done later: it is not done with what is held by now. @param id of a held case or person */
  keep?(id: string): Promise<void>;
  /** Again changes nothing. What has a history writes it down there. */
  erase(ids: readonly string[], rule: string): Promise<void>;
}

/** All classes of the platform. Answered where the application is put together. */
export const ERASABLE_RECORDS = Symbol('ERASABLE_RECORDS');

/** What a notice says about a case, beyond the event. No personal data. */
export interface NoticeCase {
  applicantAccountId: string;
  /** Official number of the whole; null before submission. */
  number: string | null;
  items: { itemId: string; receiptNumber: string | null }[];
}

/** Bound to the cases where the application is put together. */
export abstract class NoticeCases {
  abstract find(caseId: string): Promise<NoticeCase | undefined>;
}

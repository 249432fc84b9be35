/** What a notice says about a case, beyond the event. No personal data. */
export interface NoticeCase {
  oneThing: string;
  oneThingVersion: number;
  division: string;
  /** Null where there is none: another region has taken the application in, and tells the applicant. */
  applicantAccountId: string | null;
  /** Who has begun it in the applicant's name, while the mandate is in force; null otherwise. */
  agentAccountId: string | null;
  /** Official number of the whole; null before submission. */
  number: string | null;
  /** `claimedBy` the account that works on it. */
  items: { itemId: string; receiptNumber: string | null; claimedBy: string | null }[];
}

/** The accounts of those who are told of a case: its applicant, and the agent while the mandate is in force. */
export const partiesOf = ({ applicantAccountId, agentAccountId }: NoticeCase): string[] =>
  [applicantAccountId, agentAccountId].filter((accountId) => accountId !== null);

/** Bound to the cases where the application is put together. */
export abstract class NoticeCases {
  abstract find(caseId: string): Promise<NoticeCase | undefined>;
}

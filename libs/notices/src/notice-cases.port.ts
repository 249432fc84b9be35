/** What a notice says about a case, beyond the event. No personal data. */
export interface NoticeCase {
  oneThing: string;
  oneThingVersion: number;
  division: string;
  applicantAccountId: string;
  /** Who has begun it in the applicant's name, while the mandate is in force; null otherwise. */
  agentAccountId: string | null;
  /** Official number of the whole; null before submission. */
  number: string | null;
  /** `claimedBy` the account that works on it. */
  items: { itemId: string; receiptNumber: string | null; claimedBy: string | null }[];
}

/** The accounts of those who are told of a case: its applicant, and the agent while the mandate is in force. */
export const partiesOf = ({ applicantAccountId, agentAccountId }: NoticeCase): string[] =>
  (agentAccountId === null ? [applicantAccountId] : [applicantAccountId, agentAccountId]);

/** Bound to the cases where the application is put together. */
export abstract class NoticeCases {
  abstract find(caseId: string): Promise<NoticeCase | undefined>;
}

import type { CivilDate } from '@onething/kernel';
import type { NoticeKind } from './notice-kinds';

/** Ways out of the platform. The inbox (站内信) is none of them: a notice lies in it always. */
export const CHANNELS = ['email', 'sms'] as const;
export type Channel = (typeof CHANNELS)[number];

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

type ProcedureName =
  | 'hearing' | 'bidding' | 'auction' | 'inspection' | 'testing' | 'quarantine' | 'appraisal' | 'expertReview' | 'publicNotice'
  | 'siteInspection' | 'other';

/**
 * What a notice is about: codes, numbers and days, no personal data. Names come from the catalogue and from the register of persons when the
 * notice is read. */
export interface NoticeData {
  /** These three of every notice on a case. */
  oneThing?: string;
  oneThingVersion?: number;
  division?: string;
  /** A mandate, and its other side. */
  mandateId?: string;
  personId?: string;
  /** A correction of the register of persons. */
  correctionId?: string;
  caseNumber?: string;
  item?: string;
  department?: string;
  receiptNumber?: string;
  /** Fields and materials to correct: `form.<element>`, `materials.<material>`. */
  points?: string[];
  until?: CivilDate;
  dueOn?: CivilDate;
  /** Working days of an extension. */
  days?: number;
  deadline?: 'acceptance' | 'promise' | 'step' | 'procedure' | 'laterMaterials' | 'promiseCheck' | 'rectification' | 'forwarding';
  /** Kind of a special procedure (特别程序, GB/T 39046-2020 A.7). */
  procedure?: ProcedureName;
  /** Why an item was ended early. */
  reason?: 'applicantCeased' | 'purposeGone' | 'other';
  how?: 'electronic' | 'collected' | 'posted';
  /** Codes of the items whose results were handed over. */
  items?: string[];
  /** Code of the item whose failure ended another one. */
  failedItem?: string;
  /** Codes of licence types. */
  licences?: string[];
  /** For an invitation to rate: the link is made when the text is. Epoch ms. */
  ratingLink?: { caseId: string; expiresAt: number };
  succeeded?: number;
  failed?: number;
}

/** One message to one account. */
export interface Notice {
  id: string;
  accountId: string;
  /** Null when it is about a mandate or a correction. */
  caseId: string | null;
  itemId: string | null;
  kind: NoticeKind;
  data: NoticeData;
  /** Epoch ms. */
  createdAt: number;
  readAt: number | null;
}

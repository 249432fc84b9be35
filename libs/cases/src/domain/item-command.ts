import type { AttachedResult } from './event';

/** One thing that must be corrected: the field or material, and what is wrong with it. */
export interface CorrectionPoint {
  /** `form.<element>` or `materials.<material>`. */
  field: string;
  reason: string;
}

/** What can be asked of an item case. Commands are verbs; `release` and `abort` come from the bundle only. */
export type ItemCommand =
  | { type: 'receive' }
  | { type: 'askCorrection'; points: CorrectionPoint[] }
  | { type: 'answerCorrection'; answersDigest: string }
  | { type: 'accept' }
  | { type: 'completeStep'; step: string; outcome: string; opinion?: string }
  | { type: 'decide'; step: string; outcome: string; reasons?: string }
  | { type: 'issueResult'; step: string; outcome: string; result: ResultToIssue }
  | { type: 'withdraw'; reason?: string }
  | { type: 'release'; results: AttachedResult[] }
  | { type: 'abort'; failed: string };

export interface ResultToIssue {
  licenceId: string;
  licenceType: string;
  holderPersonId: string;
  /** Face fields by code. Personal data: encrypted before it is stored. */
  face: Record<string, unknown>;
  faceDigest: string;
}

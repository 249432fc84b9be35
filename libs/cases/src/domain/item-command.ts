import type { CivilDate } from '@onething/kernel';
import type { AttachedResult, DeadlineKind, EndReason, ProcedureKind, WarningLight } from './event';

/** One thing that must be corrected: the field or material, and what is wrong with it. */
export interface CorrectionPoint {
  /** `form.<element>` or `materials.<material>`. */
  field: string;
  reason: string;
}

/** What there was when corrections were asked for, so that it can be told whether an answer has changed anything. */
export interface FoundAtRequest {
  /** Of the answers. */
  revision: number;
  /** Of each material that is named, what stands for it; nothing of its content. */
  materials: Record<string, string>;
}

/** The points of a request's note; a second request has its reason, which is internal, beside them. */
export function pointsOfNote(note: unknown): CorrectionPoint[] {
  return (Array.isArray(note) ? note : (note as { points?: unknown[] } | undefined)?.points ?? []) as CorrectionPoint[];
}

/** What can be asked of an item case. Commands are verbs. The last group comes from the platform itself. */
export type ItemCommand =
  | { type: 'returnForRework'; points: CorrectionPoint[]; found?: FoundAtRequest }
  | { type: 'resubmit'; answersDigest: string }
  | { type: 'receive' }
  | { type: 'askCorrection'; points: CorrectionPoint[]; found?: FoundAtRequest }
  | { type: 'askCorrectionAgain'; points: CorrectionPoint[]; reason: string; found?: FoundAtRequest }
  | { type: 'answerCorrection'; answersDigest: string }
  | { type: 'accept'; later?: { materials: string[]; until: CivilDate }; onPromise?: { checkBy: CivilDate } }
  | { type: 'notAccept'; reason: string; competent?: string }
  | { type: 'completeStep'; step: string; outcome: string; opinion?: string }
  | { type: 'decide'; step: string; outcome: string; reasons?: string }
  | { type: 'issueResult'; step: string; outcome: string; result: ResultToIssue }
  | { type: 'startProcedure'; kind: ProcedureKind; reason: string; plannedEnd: CivilDate }
  | { type: 'endProcedure'; finding?: string }
  | { type: 'proposeExtension'; days: number; reason: string }
  | { type: 'approveExtension' }
  | { type: 'rejectExtension'; reason: string }
  | { type: 'supplyLater' }
  | { type: 'checkPromise'; kept: boolean; finding: string; rectifyBy?: CivilDate }
  | { type: 'withdrawGrant'; reason: string }
  | { type: 'forwardUp'; reason: string; to: { division: string; authorityUscc: string } }
  | { type: 'withdraw'; reason?: string }
  | { type: 'end'; why: EndReason; reason: string }
  | { type: 'reopen'; reason: string }
  /** `papers`: it waited for the papers that another region has posted, and they are complete. */
  | { type: 'release'; results: AttachedResult[]; papers?: true }
  | { type: 'abort'; failed: string }
  | { type: 'acceptSilently' }
  | { type: 'expire' }
  | { type: 'warn'; of: DeadlineKind; light: WarningLight }
  | { type: 'passDeadline'; of: DeadlineKind }
  | { type: 'recompute' };

export type CommandOf<T extends ItemCommand['type']> = Extract<ItemCommand, { type: T }>;

export interface ResultToIssue {
  licenceId: string;
  licenceType: string;
  holderPersonId: string;
  /** Face fields by code. Personal data: encrypted before it is stored. */
  face: Record<string, unknown>;
  faceDigest: string;
  /** Id of the file that is the holder's photo, where the licence bears one and it was handed in. */
  photoFile?: string;
}

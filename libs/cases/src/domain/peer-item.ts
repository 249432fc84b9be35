import type { CivilDate } from '@onething/kernel';
import type { Process } from '@onething/workflow';
import { PROCEDURE_KINDS, type ProcedureKind } from './event';
import type { CorrectionPoint, ItemCommand } from './item-command';
import type { ItemDecision } from './item-decision';

/** Of an item that another region handles (多地联办) this one sees one step: how that region decides. */
export const PEER_STEP = 'peer';

export const PEER_PROCESS: Process = {
  start: PEER_STEP,
  steps: [{
    code: PEER_STEP, kind: 'decision', name: { zh: '外省办理地办理', en: 'Handled by another province' }, role: 'head', limit: { value: 0, unit: 'workingDays' },
    outcomes: [
      { code: 'grant', name: { zh: '准予', en: 'Granted' }, to: '@granted', decides: 'grant' },
      { code: 'refuse', name: { zh: '不予办理', en: 'Refused' }, to: '@refused', decides: 'refuse' },
    ],
  }],
};

/** What the region that handles an item tells of it. */
export type PeerNews =
  | { type: 'accepted' }
  | { type: 'correctionAsked'; points: CorrectionPoint[] }
  | { type: 'suspended'; procedure: string; reason: string; from: CivilDate }
  | { type: 'resumed' }
  | { type: 'notAccepted'; reason: string }
  | { type: 'decided'; outcome: 'granted' | 'refused' | 'withdrawn' | 'aborted'; reason: string };

/** As an item stands, before a command that news bring. */
interface Standing {
  state: string;
  step: string | null;
  correctionsAsked: number;
  /** Of the answers as they stand. */
  answersDigest: string;
}

const decide = (outcome: 'grant' | 'refuse', reasons: string): ItemCommand => ({ type: 'decide', step: PEER_STEP, outcome, reasons });
const end = (reason: string): ItemCommand => ({ type: 'end', why: 'other', reason });
const procedureOf = (told: string): ProcedureKind => PROCEDURE_KINDS.find((kind) => kind === told) ?? 'other';

/**
 * The next command by which the news take effect here; the machine has the last word.
 * @returns undefined when there is nothing (more) to do
 */
export function peerCommand(news: PeerNews, { state, step, correctionsAsked, answersDigest }: Standing): ItemCommand | undefined {
  // Acceptance and corrections come after the receipt, which nobody tells.
  if (state === 'submitted' && (news.type === 'accepted' || news.type === 'correctionAsked')) return { type: 'receive' };
  // It goes on without the correction that it had asked for.
  if (state === 'correcting' && news.type === 'accepted') return { type: 'answerCorrection', answersDigest };
  switch (news.type) {
    case 'accepted': return state === 'received' ? { type: 'accept' } : undefined;
    case 'correctionAsked': {
      if (state === 'correcting' || step === '$correction') return undefined;
      const again = state === 'received' && correctionsAsked > 0;
      return again ? { type: 'askCorrectionAgain', points: news.points, reason: '' } : { type: 'askCorrection', points: news.points };
    }
    case 'suspended': return step === '$procedure' ? undefined : { type: 'startProcedure', kind: procedureOf(news.procedure), reason: news.reason, plannedEnd: news.from };
    case 'resumed': return step === '$procedure' ? { type: 'endProcedure' } : step === '$correction' ? { type: 'expire' } : undefined;
    case 'notAccepted': return state === 'correcting' ? end(news.reason) : { type: 'notAccept', reason: news.reason };
    case 'decided':
      if (news.outcome === 'withdrawn') return { type: 'withdraw', reason: news.reason };
      if (news.outcome === 'aborted') return end(news.reason);
      return decide(news.outcome === 'granted' ? 'grant' : 'refuse', news.reason);
  }
}

/** Commands that only lead to where the news take effect. */
export const LEADS_ON: ReadonlySet<ItemCommand['type']> = new Set<ItemCommand['type']>(['receive', 'answerCorrection']);

/** Nothing runs here for what another region handles: no timers, and no number of ours. */
export function withoutOwnHandling(decision: ItemDecision): ItemDecision {
  return { ...decision, timers: { set: [], cancel: decision.timers.cancel }, numbers: [] };
}

import type { ItemOutcome } from './event';

/** How far a one-thing is, as its applicant reads it: computed from its items, never stored. */
export type BundleStage =
  | 'draft' | 'submitted' | 'partlyAccepted' | 'accepted' | 'partlyEnded' | 'completed' | 'partlyGranted' | 'delivered' | 'discarded';

const BEFORE_ACCEPTANCE = new Set(['submitted', 'returned', 'received', 'correcting', 'waiting']);
/** An item that has ended has its outcome as its state. */
const ENDS = {
  granted: true, refused: true, notAccepted: true, withdrawn: true, expired: true, ended: true, aborted: true,
} satisfies Record<ItemOutcome, true>;

/**
 * 已提交 → 部分受理 → 已受理 → 部分办结 → 全部办结 or 部分办结 with failures. Items that wait for others have not been handed in
 * yet and hold nobody up.
 */
export function bundleStage(state: string, items: { state: string }[]): BundleStage {
  if (state === 'completed') return items.every((item) => item.state === 'granted') ? 'completed' : 'partlyGranted';
  if (state !== 'handling') return state as BundleStage;
  if (items.some((item) => item.state in ENDS)) return 'partlyEnded';
  const started = items.filter((item) => item.state !== 'waiting');
  const accepted = started.filter((item) => !BEFORE_ACCEPTANCE.has(item.state));
  if (accepted.length === 0) return 'submitted';
  return accepted.length === started.length ? 'accepted' : 'partlyAccepted';
}

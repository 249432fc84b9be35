import { conditionReferences, evaluateCondition } from './conditions';
import type { Answers } from './plan';

/** What the answers alone say about a condition. `open`: it also looks at the form, which nobody has filled in yet. */
export type Verdict = 'holds' | 'fails' | 'open';

/** Judges a condition by the answers. No condition always holds. */
export function judge(condition: string | undefined, answers: Answers): Verdict {
  if (condition === undefined) return 'holds';
  if (conditionReferences(condition).elements.length > 0) return 'open';
  return evaluateCondition(condition, { q: answers, form: {} }) ? 'holds' : 'fails';
}

/**
 * Whether the situation itself triggers what stands under the condition, as far as counting goes: a condition over the form
 * counts only when it holds with an empty form already.
 */
export function isTriggered(condition: string | undefined, answers: Answers): boolean {
  return condition === undefined || evaluateCondition(condition, { q: answers, form: {} });
}

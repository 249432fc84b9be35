import { ref, shallowRef } from 'vue';
import { type Problem, problemOf } from '../api/problem';
import { newKey } from './new-key';

/**
 * One thing that a person wants done, sent once: further clicks while it is under way wait for the same answer, and what may or may
 * not have arrived is sent again under the same idempotency key. Another content, or a definite answer, is a new intent.
 */
export function useIntent() {
  const isPending = ref(false);
  const problem = shallowRef<Problem>();
  let open: { key: string; content: string } | undefined;
  let underWay: Promise<unknown> | undefined;

  /**
   * @param content what is sent; only compared
   * @returns the answer, or undefined when it was refused: see `problem`
   */
  function send<T>(content: unknown, call: (key: string) => Promise<T>): Promise<T | undefined> {
    if (underWay) return underWay as Promise<T | undefined>;
    const now = JSON.stringify(content) ?? '';
    if (open?.content !== now) open = { key: newKey(), content: now };
    const { key } = open;
    isPending.value = true;
    problem.value = undefined;
    underWay = attempt(() => call(key));
    return underWay as Promise<T | undefined>;
  }

  async function attempt<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      const answer = await call();
      open = undefined;
      return answer;
    } catch (error) {
      const said = problemOf(error);
      problem.value = said;
      if (!said.isUncertain) open = undefined;
      return undefined;
    } finally {
      underWay = undefined;
      isPending.value = false;
    }
  }

  return { send, isPending, problem };
}

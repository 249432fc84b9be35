import { ref, shallowRef } from 'vue';
import { type Problem, problemOf } from '../api/problem';

/** A list that the server gives in pages by `after` and `next`: the first page, then more of it on request. */
export function usePages<Entry>(page: (after: string | undefined) => Promise<{ entries: Entry[]; next?: string }>) {
  const entries = shallowRef<Entry[]>();
  const next = ref<string>();
  const problem = shallowRef<Problem>();
  const isLoading = ref(false);
  let latest = 0;

  async function fetchPage(after: string | undefined): Promise<void> {
    const mine = ++latest;
    isLoading.value = true;
    try {
      const answer = await page(after);
      if (mine !== latest) return;
      entries.value = after === undefined ? answer.entries : [...entries.value ?? [], ...answer.entries];
      next.value = answer.next;
      problem.value = undefined;
    } catch (error) {
      if (mine === latest) problem.value = problemOf(error);
    } finally {
      if (mine === latest) isLoading.value = false;
    }
  }

  return { entries, next, problem, isLoading, load: () => fetchPage(undefined), more: () => fetchPage(next.value) };
}

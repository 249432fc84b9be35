import { type Ref, ref, shallowRef } from 'vue';
import { type Problem, problemOf } from '../api/problem';

export interface Loading<T> {
  data: Ref<T | undefined>;
  problem: Ref<Problem | undefined>;
  isLoading: Ref<boolean>;
  /** Loads again; an answer that a later call has overtaken is dropped. */
  load: () => Promise<void>;
}

/** Something that a page shows and that comes from the server. Loads nothing by itself: call `load` when what it asks for is known. */
export function useLoading<T>(fetchIt: () => Promise<T>): Loading<T> {
  const data = shallowRef<T>();
  const problem = shallowRef<Problem>();
  const isLoading = ref(false);
  let latest = 0;
  async function load(): Promise<void> {
    const mine = ++latest;
    isLoading.value = true;
    try {
      const answer = await fetchIt();
      if (mine !== latest) return;
      data.value = answer;
      problem.value = undefined;
    } catch (error) {
      if (mine === latest) problem.value = problemOf(error);
    } finally {
      if (mine === latest) isLoading.value = false;
    }
  }
  return { data, problem, isLoading, load };
}

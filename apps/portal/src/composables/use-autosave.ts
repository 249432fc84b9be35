import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { type Problem, problemOf, UNREACHABLE } from '../api/problem';
import { newKey } from './new-key';
import { clearUnsentDraft, findUnsentDraft, keepUnsentDraft } from './unsent-drafts';
import { useOnline } from './use-online';

export type AutosaveState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'refused' | 'conflict';

export interface AutosaveOptions<T> {
  /** Name under which the unsent draft is kept for the tab, for example the case's id. */
  name: string;
  /** What is to be saved now: a plain value of its own. */
  current: () => T;
  /** Sends it. @throws Problem */
  save: (content: T, key: string) => Promise<void>;
  /** How long nothing must have been typed, ms. */
  delay?: number;
}

/**
 * Saves as one types, one save at a time, the latest content last. Without a network it keeps the content for the tab and sends it
 * when the network is back. A conflict (409) stops it until the person has decided: `resume` goes on.
 */
export function useAutosave<T>({ name, current, save, delay = 1_500 }: AutosaveOptions<T>) {
  const state = ref<AutosaveState>('saved');
  const savedAt = ref<Date>();
  const problem = shallowRef<Problem>();
  const online = useOnline();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let saved = JSON.stringify(current());
  let open: { key: string; content: string } | undefined;

  /** To be called at every change. */
  function changed(): void {
    if (JSON.stringify(current()) === saved && state.value === 'saved') return;
    keepUnsentDraft(name, current());
    if (state.value === 'conflict') return;
    state.value = 'unsaved';
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), delay);
  }

  /** Saves now what is unsaved; before the page is left or the next step taken. @returns whether everything is saved */
  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    if (running) await running;
    if (state.value === 'conflict') return false;
    if (JSON.stringify(current()) === saved) {
      state.value = 'saved';
      return true;
    }
    running = attempt().finally(() => (running = undefined));
    await running;
    return (state.value as AutosaveState) === 'saved';
  }

  async function attempt(): Promise<void> {
    const content = current();
    const text = JSON.stringify(content);
    if (open?.content !== text) open = { key: newKey(), content: text };
    state.value = 'saving';
    problem.value = undefined;
    try {
      await save(content, open.key);
      open = undefined;
      saved = text;
      savedAt.value = new Date();
      if (JSON.stringify(current()) !== text) return changed();
      clearUnsentDraft(name);
      state.value = 'saved';
    } catch (error) {
      const said = problemOf(error);
      problem.value = said;
      if (!said.isUncertain) open = undefined;
      state.value = said.code === UNREACHABLE ? 'offline' : said.status === 409 ? 'conflict' : 'refused';
    }
  }

  /** After a conflict was settled: `current` is the truth again. */
  function resume(): void {
    state.value = 'unsaved';
    void flush();
  }

  /** After the content was loaded anew: it is what the server has. */
  function isAsSaved(): void {
    saved = JSON.stringify(current());
    clearUnsentDraft(name);
    state.value = 'saved';
  }

  /** What stands here is given up for what is loaded next. */
  function discard(): void {
    clearTimeout(timer);
    clearUnsentDraft(name);
    open = undefined;
    state.value = 'saved';
  }

  watch(online, (isOnline) => {
    if (isOnline && state.value === 'offline') void flush();
  });
  onScopeDispose(() => clearTimeout(timer));

  return { state, savedAt, problem, changed, flush, resume, discard, isAsSaved, unsent: () => findUnsentDraft<T>(name) };
}

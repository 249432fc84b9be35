import { watch } from 'vue';
import { clearUnsentDraft, findUnsentDraft, keepUnsentDraft } from './unsent-drafts';

/**
 * What was typed on a page that is sent in one go: it outlives a reload of the tab.
 * @param read what is to be kept, as it stands now
 * @param restore puts back what was kept; called at once when there is any
 * @returns forgets it, once it was sent
 */
export function useUnsent<T>(name: string, read: () => T, restore: (kept: T) => void): () => void {
  const kept = findUnsentDraft<T>(name);
  if (kept !== undefined) restore(kept);
  const stop = watch(read, (now) => keepUnsentDraft(name, now), { deep: true });
  return () => {
    stop();
    clearUnsentDraft(name);
  };
}

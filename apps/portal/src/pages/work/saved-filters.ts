import { type Ref, ref } from 'vue';
import { type QueueFilter, writeFilter } from './queue-filter';

export interface SavedFilter {
  name: string;
  filter: Record<string, string>;
}

const MOST = 20;

/**
 * Filters that somebody has named, kept by this browser for the account. Words that are searched for are not kept: they may be the
 * number of somebody's case.
 */
export function useSavedFilters(accountId: string): { saved: Ref<SavedFilter[]>; save: (name: string, filter: QueueFilter) => void; remove: (name: string) => void } {
  const place = `onething.queue-filters.${accountId}`;
  const saved = ref(stored(place));

  function keep(filters: SavedFilter[]): void {
    saved.value = filters.slice(0, MOST);
    try {
      localStorage.setItem(place, JSON.stringify(saved.value));
    } catch {
      // Not allowed to keep anything: they are there until the page is left.
    }
  }
  return {
    saved,
    save: (name, { q: _, ...filter }) => keep([...saved.value.filter((one) => one.name !== name), { name, filter: writeFilter(filter) }]),
    remove: (name) => keep(saved.value.filter((one) => one.name !== name)),
  };
}

function stored(place: string): SavedFilter[] {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '[]') as SavedFilter[];
  } catch {
    return [];
  }
}

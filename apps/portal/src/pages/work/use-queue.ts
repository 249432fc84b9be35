import { computed, type Ref, ref, shallowRef, watch } from 'vue';
import { api, dataOf, type Schema, UNATTENDED } from '../../api/client';
import { type Problem, problemOf } from '../../api/problem';
import type { QueueFilter } from './queue-filter';

export type QueuedItem = Schema<'QueuedItemDto'>;

/** Entries of one request. */
const PAGE = 50;
const MOST_OF_REQUEST = 100;

/** The rows of a queue: more by `more`, and read anew in place, as many as are shown, when something has changed. */
export function useQueue(filter: Ref<QueueFilter>) {
  const rows = shallowRef<QueuedItem[]>([]);
  const total = ref(0);
  /** There are more than `total`. */
  const isAtLeast = ref(false);
  /** More was found than is looked at. */
  const isIncomplete = ref(false);
  const next = ref<string>();
  const problem = shallowRef<Problem>();
  const isLoading = ref(false);
  let latest = 0;

  const ask = (limit: number, after: string | undefined, unattended: boolean): Promise<Schema<'QueuePageDto'>> =>
    dataOf(api.GET('/api/queues/items', { params: { query: { ...filter.value, limit, after } }, headers: unattended ? UNATTENDED : {} }));

  async function fill(wanted: number, { before = [], from, unattended = false }: { before?: readonly QueuedItem[]; from?: string; unattended?: boolean } = {}): Promise<void> {
    const mine = ++latest;
    isLoading.value = true;
    try {
      const found = [...before];
      let after = from;
      let page;
      do {
        page = await ask(Math.min(MOST_OF_REQUEST, wanted - found.length), after, unattended);
        found.push(...page.entries);
        after = page.next;
      } while (after !== undefined && found.length < wanted);
      if (mine !== latest) return;
      rows.value = [...new Map(found.map((row) => [row.itemId, row])).values()];
      total.value = page.total;
      isAtLeast.value = page.atLeast ?? false;
      isIncomplete.value = page.incomplete ?? false;
      next.value = after;
      problem.value = undefined;
    } catch (error) {
      if (mine === latest) problem.value = problemOf(error);
    } finally {
      if (mine === latest) isLoading.value = false;
    }
  }

  watch(filter, () => {
    rows.value = [];
    void fill(PAGE);
  });
  return {
    rows, total, isAtLeast, isIncomplete, next, problem, isLoading,
    hasRows: computed(() => rows.value.length > 0),
    /** @param unattended of its own accord, because the server has told of a change */
    reload: (unattended = false) => fill(Math.max(PAGE, rows.value.length), { unattended }),
    more: () => fill(rows.value.length + PAGE, { before: rows.value, from: next.value }),
  };
}

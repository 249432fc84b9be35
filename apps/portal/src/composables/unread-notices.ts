import { readonly, ref } from 'vue';
import { api, dataOf } from '../api/client';

const count = ref(0);

/** How many notices of the inbox nobody has read yet. */
export const unreadNotices = readonly(count);

export function keepUnread(now: number): void {
  count.value = now;
}

/** Asks the server; nothing is said when it does not answer: it is only a number in the header. */
export async function countUnread(): Promise<void> {
  count.value = await dataOf(api.GET('/api/inbox', { params: { query: { limit: 1 } } })).then(({ unread }) => unread, () => count.value);
}

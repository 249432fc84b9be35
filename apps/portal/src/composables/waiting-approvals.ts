import { readonly, ref } from 'vue';
import { api, dataOf, UNATTENDED } from '../api/client';

const count = ref(0);

/** How much waits for the approval of this head. */
export const waitingApprovals = readonly(count);

export function keepWaiting(now: number): void {
  count.value = now;
}

/** Asks the server; nothing is said when it does not answer: it is only a number in the header. */
export async function countWaiting(): Promise<void> {
  count.value = await dataOf(api.GET('/api/queues/approvals', { headers: UNATTENDED })).then(({ extensions }) => extensions.length, () => count.value);
}

import { onBeforeUnmount, onMounted } from 'vue';
import type { Schema } from '../../api/client';

/** What a `changed` event says. */
export interface QueueNews {
  items: Pick<Schema<'QueuedItemDto'>, 'caseId' | 'itemId'>[];
  deliveries: boolean;
}

/** A stream that the server would not open is tried again after so long, ms: the session may have needed renewing. */
const AGAIN_MS = 30_000;

/**
 * Hears from the server that something in the queues has changed (server-sent events). Only while the page is looked at: a hidden one
 * would keep a connection, and its requests would keep a session from going idle.
 * @param hear also called without news whenever some may have been missed
 */
export function useQueueEvents(hear: (news?: QueueNews) => void): void {
  let source: EventSource | undefined;
  let timer: number | undefined;

  function open(): void {
    window.clearTimeout(timer);
    if (source || document.hidden) return;
    source = new EventSource('/api/queues/events');
    source.addEventListener('ready', () => hear());
    source.addEventListener('changed', (event) => hear(JSON.parse((event as MessageEvent<string>).data) as QueueNews));
    source.addEventListener('error', () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      close();
      // Any request of the page renews an access token that has run out.
      hear();
      timer = window.setTimeout(open, AGAIN_MS);
    });
  }

  function close(): void {
    window.clearTimeout(timer);
    source?.close();
    source = undefined;
  }

  const follow = (): void => (document.hidden ? close() : open());
  onMounted(() => {
    open();
    document.addEventListener('visibilitychange', follow);
  });
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', follow);
    close();
  });
}

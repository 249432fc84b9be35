import { readonly, ref } from 'vue';

const online = ref(typeof navigator === 'undefined' || navigator.onLine);

if (typeof window !== 'undefined') {
  window.addEventListener('online', () => (online.value = true));
  window.addEventListener('offline', () => (online.value = false));
}

/** Whether the browser believes that it has a network. */
export function useOnline() {
  return readonly(online);
}

import { onBeforeUnmount, onMounted, ref } from 'vue';

const PLACE = 'onething.queue-keys';

/** Keys of a list, by what they do. */
export interface QueueKeys {
  move: (by: 1 | -1) => void;
  act: (key: 'c' | 'u' | 'x' | '/' | '?') => void;
}

/**
 * Single keys for those who work in a list all day. They do nothing in fields, under a dialog or with a modifier, and can be turned off
 * (WCAG 2.1.4): some people speak to their computer, and words would be taken for keys.
 */
export function useQueueKeys({ move, act }: QueueKeys) {
  const isOn = ref(localStorage.getItem(PLACE) !== 'off');

  function press(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]') || target.matches('select, textarea, input:not([type=checkbox]), [role=tab]')) return;
    // The list of keys can always be asked for: there they are turned on again.
    if (!isOn.value && event.key !== '?') return;
    if (event.key === 'j' || event.key === 'ArrowDown') go(event, 1);
    else if (event.key === 'k' || event.key === 'ArrowUp') go(event, -1);
    else if (['c', 'u', 'x', '/', '?'].includes(event.key)) {
      event.preventDefault();
      act(event.key as 'c');
    }
  }

  /** Arrows scroll the page, unless the keyboard is in the list. */
  function go(event: KeyboardEvent, by: 1 | -1): void {
    if (event.key.startsWith('Arrow') && !(event.target as HTMLElement).closest('tbody')) return;
    event.preventDefault();
    move(by);
  }

  onMounted(() => document.addEventListener('keydown', press));
  onBeforeUnmount(() => document.removeEventListener('keydown', press));
  return {
    isOn,
    turn: (on: boolean): void => {
      isOn.value = on;
      localStorage.setItem(PLACE, on ? 'on' : 'off');
    },
  };
}

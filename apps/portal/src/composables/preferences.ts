import { reactive, readonly, watch } from 'vue';

export const THEMES = ['auto', 'light', 'dark'] as const;
export const TEXT_SIZES = ['normal', 'large', 'largest'] as const;
export const DIRECTIONS = ['auto', 'rtl'] as const;

export interface Preferences {
  language: string | undefined;
  theme: (typeof THEMES)[number];
  textSize: (typeof TEXT_SIZES)[number];
  /** 长辈版 */
  elder: boolean;
  /** `auto` follows the language. */
  direction: (typeof DIRECTIONS)[number];
}

/** `public/preferences.js` reads the same before the first paint. */
const PLACE = 'onething.preferences';
const DEFAULTS: Preferences = { language: undefined, theme: 'auto', textSize: 'normal', elder: false, direction: 'auto' };

function stored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(PLACE) ?? '{}') as Partial<Preferences>;
  } catch {
    return {};
  }
}

const preferences = reactive<Preferences>({ ...DEFAULTS, ...stored() });
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');

/** How this browser wants to see the portal; nothing of it goes to the server. */
export function usePreferences() {
  return { preferences: readonly(preferences), change };
}

function change(changes: Partial<Preferences>): void {
  Object.assign(preferences, changes);
  try {
    localStorage.setItem(PLACE, JSON.stringify(preferences));
  } catch {
    // Not allowed to keep anything: it holds for this page.
  }
}

/** Keeps `<html>` as the preferences say. */
export function applyPreferences(): void {
  const show = (): void => {
    const { dataset } = document.documentElement;
    const isDark = preferences.theme === 'dark' || (preferences.theme === 'auto' && prefersDark.matches);
    dataset.theme = isDark ? 'dark' : 'light';
    dataset.textSize = preferences.textSize;
    if (preferences.elder) dataset.elder = '';
    else delete dataset.elder;
  };
  watch(preferences, show, { immediate: true });
  prefersDark.addEventListener('change', show);
}

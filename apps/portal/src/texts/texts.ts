import { computed, watch } from 'vue';
import { type Composer, createI18n, useI18n } from 'vue-i18n';
import { usePreferences } from '../composables/preferences';
import { type Language, LANGUAGES, languageFor } from './languages';
import { compileMessage } from './message';

interface Messages {
  [key: string]: string | Messages;
}
const files = import.meta.glob<Messages>('./*/*.json', { import: 'default' });
/** Areas that every page has. */
const ALWAYS = ['shell', 'parts', 'problems'];
const loaded = new Set<string>();
const areas = new Set(ALWAYS);

export const i18n = createI18n({
  legacy: false, locale: LANGUAGES[0].code, fallbackLocale: false, messages: {}, messageCompiler: (text) => compileMessage(text as string),
});
/** For code outside components. */
export const composer = i18n.global as unknown as Composer;

/** Loads the texts of an area (a file below `texts/<language>/`), in the language of now and in each that is chosen later. */
export async function loadTexts(wanted: readonly string[] = []): Promise<void> {
  for (const area of wanted) areas.add(area);
  await loadInto(languageOfNow());
}

function languageOfNow(): Language {
  return languageFor(usePreferences().preferences.language, navigator.languages);
}

async function loadInto({ code }: Language): Promise<void> {
  await Promise.all([...areas].map(async (area) => {
    const file = `./${code}/${area}.json`;
    if (loaded.has(file)) return;
    const load = files[file];
    if (!load) throw new Error(`There are no texts ${file}`);
    composer.mergeLocaleMessage(code, { [area]: await load() });
    loaded.add(file);
  }));
}

/** `<html lang dir>` and all texts follow the preferences. */
export async function applyLanguage(): Promise<void> {
  const { preferences } = usePreferences();
  const show = async (): Promise<void> => {
    const language = languageOfNow();
    await loadInto(language);
    composer.locale.value = language.code;
    document.documentElement.lang = language.code;
    document.documentElement.dir = preferences.direction === 'rtl' ? 'rtl' : language.direction;
  };
  watch(() => [preferences.language, preferences.direction], () => void show());
  await show();
}

/** A text of the server. */
export interface ServerText {
  zh: string;
  en: string;
}

/** Texts of ours (`t`), of the server (`say`), and dates and numbers in the language of now. */
export function useTexts() {
  const { locale, ...i18nNow } = useI18n();
  const language = computed(() => languageFor(locale.value));
  const dayFormat = computed(() => new Intl.DateTimeFormat(language.value.dates, { dateStyle: 'long', timeZone: 'Asia/Shanghai' }));
  const instantFormat = computed(() => new Intl.DateTimeFormat(language.value.dates, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' }));
  const percentFormat = computed(() => new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 0 }));
  return {
    t: (key: string, values: Record<string, unknown> = {}): string => i18nNow.t(key, values),
    te: (key: string): boolean => i18nNow.te(key),
    language,
    say: (text: ServerText): string => text[language.value.server],
    /** @param day `YYYY-MM-DD`, in China */
    day: (day: string): string => dayFormat.value.format(new Date(`${day}T12:00:00+08:00`)),
    /** @param instant ISO 8601; shown in China's time */
    instant: (instant: string): string => instantFormat.value.format(new Date(instant)),
    percent: (rate: number): string => percentFormat.value.format(rate),
  };
}

export interface Language {
  /** BCP 47, for `<html lang>`. */
  code: string;
  /** In itself. */
  name: string;
  direction: 'ltr' | 'rtl';
  /** Which of the server's texts it takes. */
  server: 'zh' | 'en';
  /** BCP 47, for dates: as the server's texts write them. */
  dates: string;
}

export const LANGUAGES: readonly [Language, ...Language[]] = [
  { code: 'zh-CN', name: '简体中文', direction: 'ltr', server: 'zh', dates: 'zh-CN' },
  { code: 'en', name: 'English', direction: 'ltr', server: 'en', dates: 'en-GB' },
];

/** The language of that code; else the first of those wished that is spoken here; else Chinese. */
export function languageFor(code: string | undefined, wished: readonly string[] = []): Language {
  const primary = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';
  const named = LANGUAGES.find((language) => language.code === code);
  if (named) return named;
  for (const tag of wished) {
    const found = LANGUAGES.find((language) => primary(language.code) === primary(tag));
    if (found) return found;
  }
  return LANGUAGES[0];
}

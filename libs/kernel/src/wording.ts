import type { CivilDate } from './civil-date';
import type { Text } from './text';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** 2026-03-09 → 2026年3月9日, 9 March 2026. */
export function dayInWords(day: CivilDate): Text {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return { zh: `${year}年${month}月${date}日`, en: `${date} ${MONTHS[month - 1]} ${year}` };
}

/** 甲、乙、丙; A, B, C. A dash for none. */
export function listInWords(words: readonly Text[]): Text {
  if (words.length === 0) return { zh: '—', en: '—' };
  return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') };
}

/** A text that is the same in both languages: a number, a code, a name of a person. */
export const sameInBoth = (text: string | number): Text => ({ zh: String(text), en: String(text) });

/**
 * Puts values at the places of a template: `{dueOn}`. Values are not looked through again for places.
 * @throws RangeError when the template names a value that is not there
 */
export function fillText(template: Text, values: Readonly<Record<string, Text>>): Text {
  const fill = (language: keyof Text) => template[language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (!value) throw new RangeError(`The text "${template.zh}" names {${name}}, which is not given`);
    return value[language];
  });
  return { zh: fill('zh'), en: fill('en') };
}

/** A piece of HTML that is safe to be put into another. Only this file makes any. */
class Html {
  constructor(readonly markup: string) {}
}

export type { Html };

type Insertable = Html | string | number | false | undefined | readonly (Html | string)[];

/** Whatever is put in is escaped, unless it is HTML that was made in the same way. */
export const html = (parts: TemplateStringsArray, ...values: Insertable[]): Html =>
  new Html(parts.reduce((markup, part, index) => markup + inserted(values[index - 1]) + part));

/** Style is not escaped, so it must be a constant of the program. @throws RangeError when it could end its element */
export function styleElement(css: string): Html {
  if (css.includes('<')) throw new RangeError('A style must not contain "<"');
  return new Html(`<style>${css}</style>`);
}

function inserted(value: unknown): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map(inserted).join('');
  return escapeHtml(String(value));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;', '`': '&#96;' };

/** For text and for attributes in quotes. */
const escapeHtml = (text: string): string => text.replace(/[&<>"'`]/g, (character) => ENTITIES[character]!);

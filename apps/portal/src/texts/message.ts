type Fill = (context: { named: (key: string) => unknown }) => string;

/**
 * Our texts have named places only (`{name}`). This is all of a message's syntax: the compiler of vue-i18n, which knows plurals and
 * links too, would be a tenth of every first page.
 * @returns what puts the values in; a value that is missing leaves nothing
 */
export function compileMessage(text: string): Fill {
  const parts = text.split(/\{(\w+)\}/);
  if (parts.length === 1) return () => text;
  return ({ named }) => parts.map((part, index) => (index % 2 === 0 ? part : String(named(part) ?? ''))).join('');
}

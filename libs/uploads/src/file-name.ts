const MOST_CHARACTERS = 100;
/** What file systems carry in one name. */
const MOST_BYTES = 255;

/** Control and formatting characters (among them all that change the direction of writing), halves of pairs, private ones. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
/** What Windows forbids in names, and what shells and pages read as something else. */
const MEANINGFUL = /["*:<>?|`$&;#%]/g;
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A name under which the file can be shown and saved anywhere: no folders, nothing invisible, nothing that means something to
 * a system, at most 100 characters and 255 bytes of UTF-8 with its extension kept. A name of which nothing is left is `file`.
 */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1)!;
  const clean = trimmed(
    last
      .replace(INVISIBLE, '')
      .replace(MEANINGFUL, '_')
      .replace(/\p{Z}+/gu, ' '),
  );
  const dot = clean.lastIndexOf('.');
  const [stem, extension] = dot < 0 ? [clean, ''] : [trimmed(clean.slice(0, dot)), trimmed(clean.slice(dot + 1))];
  const suffix = extension === '' ? '' : `.${trimmed(shortened(extension, 16, 64))}`;
  const base = trimmed(shortened(stem, MOST_CHARACTERS - [...suffix].length, MOST_BYTES - Buffer.byteLength(suffix) - 1));
  return `${base === '' ? 'file' : base}${DEVICE.test(base) ? '_' : ''}${suffix}`;
}

/** Dots and blanks at the ends hide files or are lost. */
function trimmed(text: string): string {
  return text.replace(/^[.\s]+|[.\s]+$/gu, '');
}

function shortened(text: string, characters: number, bytes: number): string {
  const kept = [...text].slice(0, characters);
  while (Buffer.byteLength(kept.join('')) > bytes) kept.pop();
  return kept.join('');
}

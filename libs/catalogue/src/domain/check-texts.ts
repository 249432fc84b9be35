import type { EntryPath, Report } from './rule-problem';
import { findUnsimplified } from './simplified-chinese';

const CHINESE = /\p{Script=Han}/u;
const LATIN = /[A-Za-z0-9]/;

/** Users' texts: Chinese is Simplified Chinese wherever it stands, and the English beside it is English. */
export function checkTexts(entry: unknown, report: Report): void {
  visitTexts(entry, [], (text, path) => {
    const wrong = findUnsimplified(text);
    if (wrong.length > 0) {
      const found = wrong.map((word) => word.found).join('、');
      report(
        path,
        `this is not the Simplified Chinese of the mainland: ${found}`,
        `write ${wrong.map((word) => `${word.found} as ${word.instead}`).join(', ')}`,
      );
    }
    if (path.at(-1) === 'en' && CHINESE.test(text) && !LATIN.test(text)) {
      report(path, 'the English text is Chinese', 'translate it into English');
    }
    if (text.trim() === '' && text !== '') report(path, 'the text is nothing but spaces', 'write it, or remove the field');
  });
}

function visitTexts(value: unknown, path: EntryPath, visit: (text: string, path: EntryPath) => void): void {
  if (typeof value === 'string') visit(value, path);
  else if (Array.isArray(value)) value.forEach((entry, index) => visitTexts(entry, [...path, index], visit));
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) visitTexts(member, [...path, name], visit);
  }
}

import type { SearchWords } from '../domain/listing';

/** A lexeme as PostgreSQL reads it in a tsvector or tsquery: quotes and backslashes doubled. */
function lexeme(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/**
 * The words with weights A, B and C, as the text of a tsvector. Written out instead of `to_tsvector('simple', …)`, whose parser
 * throws Chinese away in a database whose locale is C.
 */
export function searchVectorOf({ names, keywords, description }: SearchWords): string {
  const weighted = [
    ...names.map((word) => ({ word, weight: 'A' })),
    ...keywords.map((word) => ({ word, weight: 'B' })),
    ...description.map((word) => ({ word, weight: 'C' })),
  ];
  return weighted.map(({ word, weight }, position) => `${lexeme(word)}:${position + 1}${weight}`).join(' ');
}

/** One term of a query: words that begin with it. A single letter of the alphabet would begin too many and must be the word. */
export function searchTermOf(word: string): string {
  return /^[a-z]$/.test(word) ? lexeme(word) : `${lexeme(word)}:*`;
}

const HAN = /\p{Script=Han}/u;
const LEAST_LATIN_LENGTH = 4;

/** What names are compared with to forgive a slip of the pen; empty when the query is too short to be like anything. */
export function comparableText(words: string[]): string {
  const text = words.join(' ');
  return HAN.test(text) || text.length >= LEAST_LATIN_LENGTH ? text : '';
}

/**
 * From which likeness on (0–1, share of the query's trigrams found) a name counts as the query with a slip of the pen. A Chinese
 * word has few trigrams, so one word of two being equal must not be enough.
 */
export function likenessThreshold(text: string): number {
  return HAN.test(text) ? 0.51 : 0.45;
}

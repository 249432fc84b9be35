import { canonicalJson } from '@onething/kernel';
import { refusal } from './refusals';

/** Largest message on the wire, bytes. */
export const MESSAGE_LIMIT_BYTES = 256 * 1024;
/** An escaped surrogate, which stands alone in canonical text: no Unicode, so not every language reads it alike. */
const HALF_OF_A_PAIR = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;
/** Arrays and objects within each other. */
export const MOST_DEPTH = 24;

/**
 * Reads bytes that must be in the canonical form of RFC 8785, so that what was signed and what was received are the same bytes.
 * Size and depth are looked at before anything is parsed.
 * @throws DomainError `EXCHANGE.TOO_LARGE`, `TOO_DEEP`, `NOT_JSON`, `NOT_CANONICAL`
 */
export function parseCanonical(bytes: Uint8Array, limitBytes: number = MESSAGE_LIMIT_BYTES): unknown {
  if (bytes.length > limitBytes) throw refusal('TOO_LARGE', `At most ${limitBytes} bytes are taken.`);
  const text = decoded(bytes);
  if (depthOf(text) > MOST_DEPTH) throw refusal('TOO_DEEP', `At most ${MOST_DEPTH} levels are read.`);
  const value = parsed(text);
  if (HALF_OF_A_PAIR.test(text) || canonicalJson(value) !== text) throw refusal('NOT_CANONICAL');
  return value;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refusal('NOT_JSON');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('NOT_JSON');
  }
}

/** Counted over the characters: a parser that recurses would be at its end before it could say so. */
function depthOf(text: string): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, depth += 1);
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}

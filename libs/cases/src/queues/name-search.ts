import { segment, segmentQuery } from '@onething/catalogue';
import type { Text } from '@onething/kernel';

/** A one-thing and an item of it, by name. */
interface NamedThing {
  oneThingName: Text;
  itemName: Text;
}

/**
 * Those whose names hold every word of the query, as it is or as the beginning of a word. Names are those of the version under
 * which a case runs; an office has few different ones, so they are compared here and not in the database.
 */
export function matchingThings<Thing extends NamedThing>(things: Thing[], query: string): Thing[] {
  const asked = segmentQuery(query);
  if (asked.length === 0) return [];
  return things.filter(({ oneThingName, itemName }) => {
    const all = [oneThingName, itemName].flatMap(wordsOf);
    return asked.every((word) => all.some((one) => one.startsWith(word)));
  });
}

/** A published version never changes, and is one object as long as it is in memory. */
const words = new WeakMap<Text, string[]>();

function wordsOf(name: Text): string[] {
  const known = words.get(name) ?? [...segment(name.zh), ...segment(name.en)];
  words.set(name, known);
  return known;
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { parseRatingTags, type RatingTags } from './domain/rating-tags';

/** Injection token of the reason tags. */
export const RATING_TAGS = Symbol('RatingTags');

const FILE = join('config', 'rating-tags.yaml');

/** Reads the tag file of the project, from the sources as well as from the build. @throws Error when it is missing or malformed */
export function loadRatingTags(): RatingTags {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, FILE);
    if (existsSync(file)) return parseRatingTags(parse(readFileSync(file, 'utf8')));
  }
  throw new Error(`${FILE} is missing`);
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { parseRatingRules, type RatingRules } from './domain/rating-rules';
import { parseRatingTags, type RatingTags } from './domain/rating-tags';

/** Injection token of the reason tags. */
export const RATING_TAGS = Symbol('RatingTags');

/** Injection token of the rules by which ratings are taken and handled. */
export const RATING_RULES = Symbol('RatingRules');

/** Reads the tag file of the project, from the sources as well as from the build. @throws Error when it is missing or malformed */
export const loadRatingTags = (): RatingTags => parseRatingTags(readConfig('rating-tags.yaml'));

/** As `loadRatingTags`, the rules. */
export const loadRatingRules = (): RatingRules => parseRatingRules(readConfig('rating-rules.yaml'));

function readConfig(name: string): unknown {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'config', name);
    if (existsSync(file)) return parse(readFileSync(file, 'utf8'));
  }
  throw new Error(`${join('config', name)} is missing`);
}

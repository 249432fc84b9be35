import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { parseRetentionRules, type RetentionRule } from '../domain/retention-rule';

/** Injection token of the rules. */
export const RETENTION_RULES = Symbol('RetentionRules');

const FILE = join('config', 'retention.yaml');

/** @throws Error when the file is missing or malformed */
export function loadRetentionRules(classes: readonly string[]): RetentionRule[] {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, FILE);
    if (existsSync(file)) return parseRetentionRules(parse(readFileSync(file, 'utf8')), classes);
  }
  throw new Error(`${FILE} is missing`);
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { type NoticeTemplates, parseTemplates } from './domain/template';

/** Injection token of the templates. */
export const NOTICE_TEMPLATES = Symbol('NoticeTemplates');

const FOLDER = join('config', 'notices');

/**
 * Reads all template files of the project, from the sources as well as from the build.
 * @throws Error naming the first text that is missing or wrong
 */
export function loadNoticeTemplates(): NoticeTemplates {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, FOLDER);
    if (!existsSync(found)) continue;
    const files = readdirSync(found).filter((name) => name.endsWith('.yaml')).sort();
    return parseTemplates(files.map((name) => parse(readFileSync(join(found, name), 'utf8')) as unknown));
  }
  throw new Error(`${FOLDER} is missing`);
}

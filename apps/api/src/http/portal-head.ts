import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A route of the portal as its build lists it (`apps/portal/checks/route-files.mjs`), with addresses below `/`. */
export interface PortalRoute {
  /** As vue-router writes it: `/one-things/:code`, `/cases/:caseId/apply/:topic?`. */
  path: string;
  scripts: string[];
  /** By language. */
  texts: Record<string, string[]>;
  /** What its page asks of the API first, of whoever comes; `:name` stands for the part of the path of that name. */
  ahead: string[];
}

export interface Visit {
  path: string;
  /** The header `Accept-Language`. */
  languages?: string;
  /** The browser has cookies of a session: the page will ask who it is. */
  hasSession: boolean;
}

export interface PortalPage {
  html: string;
  etag: string;
}

/** Whom a session belongs to: each page asks that first. */
const WHO = '/api/me';
/** What may go from an address into another one as it is. */
const PLAIN = /^[\w-]{1,64}$/;

/**
 * The portal's page with all that the page of an address needs: without it a browser finds out file after file, each after the wait for the
 * one before, and asks the API when it has them all.
 */
export class PortalHead {
  private readonly html: string;
  private readonly routes: { route: PortalRoute; pattern: RegExp; names: string[] }[];

  /** @param folder of the built portal */
  constructor(folder: string) {
    this.html = readFileSync(join(folder, 'index.html'), 'utf8');
    const list = join(folder, 'routes.json');
    const routes = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) as PortalRoute[] : [];
    this.routes = routes.map((route) => ({ route, ...patternOf(route.path) }));
  }

  pageFor(visit: Visit): PortalPage {
    const html = this.html.replace('</head>', () => `${this.linksFor(visit).map((link) => `  ${link}\n`).join('')}  </head>`);
    return { html, etag: `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"` };
  }

  private linksFor({ path, languages, hasSession }: Visit): string[] {
    const found = this.find(path);
    if (!found) return [];
    const { route, values } = found;
    const texts = route.texts[preferredLanguage(languages, Object.keys(route.texts))] ?? [];
    const asked = [...(hasSession ? [WHO] : []), ...route.ahead.map((address) => filledIn(address, values)).filter((address) => address !== undefined)];
    return [
      ...asked.map((address) => `<link rel="preload" as="fetch" crossorigin href="${escaped(address)}">`),
      ...[...new Set([...route.scripts, ...texts])].map((file) => `<link rel="modulepreload" crossorigin href="${escaped(file)}">`),
    ];
  }

  private find(path: string): { route: PortalRoute; values: Map<string, string> } | undefined {
    for (const { route, pattern, names } of this.routes) {
      const match = pattern.exec(path);
      if (match) return { route, values: new Map(names.map((name, i) => [name, match[i + 1] ?? ''])) };
    }
    return undefined;
  }
}

/** @param path of vue-router: parts that are written out, `:name`, `:name?` for one that may be missing, `:name(.*)*` for all that is left */
function patternOf(path: string): { pattern: RegExp; names: string[] } {
  const names: string[] = [];
  const source = path.split('/').slice(1).map((part) => {
    const name = /^:(\w+)/.exec(part)?.[1];
    if (name === undefined) return `/${part.replace(/[^\w-]/g, '\\$&')}`;
    names.push(name);
    if (part.endsWith(')*')) return '/(.*)';
    return part.endsWith('?') ? '(?:/([^/]+))?' : '/([^/]+)';
  }).join('');
  return { pattern: new RegExp(`^${source}/?$`), names };
}

/** Nothing when a part of the path is not plain: then the page asks by itself. */
function filledIn(address: string, values: ReadonlyMap<string, string>): string | undefined {
  let isPlain = true;
  const filled = address.replace(/:(\w+)/g, (_place, name: string) => {
    const value = values.get(name) ?? '';
    isPlain &&= PLAIN.test(value);
    return value;
  });
  return isPlain ? filled : undefined;
}

/** The first of those wished that the portal speaks, as the portal itself chooses; else its first one, Chinese. */
function preferredLanguage(wished: string | undefined, spoken: readonly string[]): string {
  const primary = (tag: string): string => tag.trim().toLowerCase().split('-')[0]!;
  const tags = (wished ?? '').split(',').map((entry) => {
    const [tag = '', quality] = entry.split(';q=');
    return { tag, quality: quality === undefined ? 1 : Number(quality) };
  }).sort((one, other) => other.quality - one.quality);
  for (const { tag } of tags) {
    const found = spoken.find((language) => primary(language) === primary(tag));
    if (found !== undefined) return found;
  }
  return spoken.find((language) => primary(language) === 'zh') ?? '';
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}

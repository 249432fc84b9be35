import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const report = join(__dirname, '../dist/sizes.json');
const SOURCE = join(__dirname, '../src');

interface Sizes {
  shell: number;
  pages: Record<string, number>;
  limit: number;
}

describe('the weight of the portal', () => {
  test('it is built: npm test does that', () => {
    expect(existsSync(report)).toBe(true);
  });

  test('every page, were it the first, needs less script than the limit, texts included', () => {
    const { pages, limit } = JSON.parse(readFileSync(report, 'utf8')) as Sizes;
    expect(Object.keys(pages).length).toBeGreaterThan(5);
    expect(Object.entries(pages).filter(([, bytes]) => bytes > limit)).toEqual([]);
  });

  test('the server knows of every route which files its page needs', () => {
    const routes = JSON.parse(readFileSync(join(__dirname, '../dist/routes.json'), 'utf8')) as { path: string; scripts: string[]; texts: Record<string, string[]> }[];
    const written = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => /(^|\/)routes\.ts$/.test(file))
      .flatMap((file) => [...readFileSync(join(SOURCE, file), 'utf8').matchAll(/\bpath: '([^']+)'/g)].map(([, path]) => path));
    expect(routes.map(({ path }) => path).sort()).toEqual(written.sort());
    expect(routes.filter(({ path, scripts }) => scripts.length === 0 && path !== '/error')).toEqual([]);
    expect(routes.flatMap(({ texts }) => Object.keys(texts))).toEqual(routes.flatMap(() => ['en', 'zh-CN']));
  });
});

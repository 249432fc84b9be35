import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const report = join(__dirname, '../dist/sizes.json');

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
});

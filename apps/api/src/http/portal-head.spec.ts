import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PortalHead, type PortalRoute } from './portal-head';

const TEXTS = { 'en': ['/assets/en.js'], 'zh-CN': ['/assets/zh.js'] };
const ROUTES: PortalRoute[] = [
  { path: '/', scripts: ['/assets/home.js'], texts: TEXTS, ahead: ['/api/one-things?pageSize=100&of=all'] },
  { path: '/one-things/:code', scripts: ['/assets/guide.js', '/assets/parts.js'], texts: TEXTS, ahead: ['/api/one-things/:code'] },
  { path: '/cases/:caseId/apply/:topic?', scripts: ['/assets/topic.js'], texts: TEXTS, ahead: [] },
  { path: '/:missing(.*)*', scripts: ['/assets/missing.js'], texts: TEXTS, ahead: [] },
];

describe('what a browser is told with the page', () => {
  let folder: string;
  let head: PortalHead;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'onething-head-'));
    writeFileSync(join(folder, 'index.html'), '<head><title>$&</title></head><body></body>');
    writeFileSync(join(folder, 'routes.json'), JSON.stringify(ROUTES));
    head = new PortalHead(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const told = (path: string, more: { languages?: string; hasSession?: boolean } = {}) => {
    const { html } = head.pageFor({ path, hasSession: false, ...more });
    return [...html.matchAll(/<link rel="(\w+)"(?: as="fetch")? crossorigin href="([^"]*)">/g)].map(([, , href]) => href);
  };

  test.each([
    ['/', ['/api/one-things?pageSize=100&amp;of=all', '/assets/home.js', '/assets/zh.js']],
    ['/one-things/newborn', ['/api/one-things/newborn', '/assets/guide.js', '/assets/parts.js', '/assets/zh.js']],
    ['/one-things/newborn/', ['/api/one-things/newborn', '/assets/guide.js', '/assets/parts.js', '/assets/zh.js']],
    ['/cases/1/apply', ['/assets/topic.js', '/assets/zh.js']],
    ['/cases/1/apply/child', ['/assets/topic.js', '/assets/zh.js']],
    ['/cases/1/apply/child/more', ['/assets/missing.js', '/assets/zh.js']],
    ['/anything', ['/assets/missing.js', '/assets/zh.js']],
  ])('for %s', (path, expected) => {
    expect(told(path)).toEqual(expected);
  });

  test.each([
    ['en-GB,en;q=0.9', '/assets/en.js'], ['zh-TW,en;q=0.5', '/assets/zh.js'], ['fr,en;q=0.4,zh;q=0.6', '/assets/zh.js'], ['en;q=0.2,zh-CN', '/assets/zh.js'],
    ['fr', '/assets/zh.js'], ['', '/assets/zh.js'], [';;q=,', '/assets/zh.js'],
  ])('texts for who wishes %j', (languages, expected) => {
    expect(told('/', { languages }).at(-1)).toBe(expected);
  });

  test('who has a session will be asked who it is', () => {
    expect(told('/anything', { hasSession: true })[0]).toBe('/api/me');
  });

  test.each(['/one-things/a"b', '/one-things/%3Cscript%3E', '/one-things/..', '/one-things/a?b'])('nothing of %s gets into the page', (path) => {
    expect(told(path).filter((address) => address?.startsWith('/api'))).toEqual([]);
  });

  test('the same for the same, another one for another page', () => {
    const page = (path: string) => head.pageFor({ path, hasSession: false });
    expect(page('/')).toEqual(page('/'));
    expect(page('/').etag).not.toBe(page('/anything').etag);
    expect(page('/').html).toContain('<title>$&</title>');
  });
});

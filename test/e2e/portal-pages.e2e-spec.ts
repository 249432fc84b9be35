import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

describe('the portal at /', () => {
  let folder: string;
  let platform: TestPlatform;
  const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onething-portal-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><head><title>Portal</title></head>');
    await writeFile(join(folder, 'routes.json'), JSON.stringify([{ path: '/', scripts: ['/assets/home-abc.js'], texts: { 'en': [], 'zh-CN': [] }, ahead: ['/api/one-things'] }]));
    await writeFile(join(folder, 'preferences.js'), '// first');
    await writeFile(join(folder, '.sources'), 'a digest');
    await writeFile(join(folder, 'assets/index-abc.js'), 'export {}');
    await writeFile(join(folder, 'assets/index-abc.js.gz'), 'packed');
    platform = await startTestPlatform({ portalFolder: folder });
  });
  afterAll(async () => {
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(['/', '/one-things/newborn', '/cases/1?tab=2', '/apiary'])('gives its page for %s, never from a cache unasked, under the strict policy', async (path) => {
    const answer = await platform.request.get(path).set(browser);
    expect([answer.status, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'no-cache']);
    expect(answer.text).toContain('<title>Portal</title>');
    expect(answer.headers['content-security-policy']).toContain('script-src \'self\';style-src \'self\'');
    expect(answer.headers['content-security-policy']).not.toContain('unsafe');
  });

  test('gives its home page to programs too, and tells them that other pages are none', async () => {
    const home = await platform.request.get('/').set('Accept', '*/*');
    expect([home.status, home.text]).toEqual([200, expect.stringContaining('<title>Portal</title>')]);
    expect((await platform.request.get('/cases/1').set('Accept', '*/*')).status).toBe(404);
  });

  test('names with the page what it will need, and says so again only when it has changed', async () => {
    const page = await platform.request.get('/').set(browser);
    expect(page.text).toContain('<link rel="modulepreload" crossorigin href="/assets/home-abc.js">');
    expect(page.text).toContain('<link rel="preload" as="fetch" crossorigin href="/api/one-things">');
    expect(page.text).not.toContain('/api/me');
    expect(page.headers['vary']).toContain('Accept-Language, Cookie');
    const again = await platform.request.get('/').set({ ...browser, 'If-None-Match': page.headers['etag']! });
    expect([again.status, again.text]).toEqual([304, '']);
    const known = await platform.request.get('/').set({ ...browser, 'If-None-Match': page.headers['etag']!, 'Cookie': 'a=b; onething_csrf=token' });
    expect([known.status, known.text]).toEqual([200, expect.stringContaining('href="/api/me"')]);
  });

  test('what has a digest in its name may be kept for a year, and comes packed to whoever can unpack it', async () => {
    const answer = await platform.request.get('/assets/index-abc.js').set('Accept-Encoding', 'identity');
    expect([answer.status, answer.text]).toEqual([200, 'export {}']);
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const packed = await fetch(`${platform.url}/assets/index-abc.js`, { method: 'HEAD', headers: { 'Accept-Encoding': 'gzip' } });
    expect([packed.headers.get('content-encoding'), packed.headers.get('content-type')]).toEqual(['gzip', 'application/javascript; charset=utf-8']);
  });

  test('other files are asked for again each time', async () => {
    const answer = await platform.request.get('/preferences.js');
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-cache']);
  });

  test.each([
    ['GET', '/api/no-such-thing'], ['GET', '/api'], ['POST', '/one-things/newborn'], ['GET', '/.sources'], ['GET', '/assets/missing.js'],
    ['GET', '/assets/../index.html'], ['GET', '/..%2f..%2fetc%2fpasswd'], ['GET', '/%00'],
  ])('%s %s is no page: a program gets the problem', async (method, path) => {
    const answer = await fetch(platform.url + path, { method, headers: { Accept: path.startsWith('/api') ? 'text/html' : '*/*' } });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });
});

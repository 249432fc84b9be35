import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Files below it have a digest of their content in their name. */
const HASHED = '/assets/';
const HASHED_MAX_AGE = '1y';

/**
 * Serves the portal as it was built: its page for every address that a browser opens and that is not the API's, its files for
 * what that page asks for. A platform whose portal was not built answers as if there were none.
 * @param folder of the built portal
 */
export async function servePortal(app: NestFastifyApplication, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: folder, serve: false, index: false, dotfiles: 'deny', preCompressed: true,
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    if (!request.is404 || (request.method !== 'GET' && request.method !== 'HEAD')) return;
    const path = request.url.split('?')[0]!;
    if (path === '/api' || path.startsWith('/api/')) return;
    const file = portalFile(folder, path) ?? (wantsPage(path, request.headers.accept) ? 'index.html' : undefined);
    if (file === undefined) return;
    if (path.startsWith(HASHED)) return reply.sendFile(file, { maxAge: HASHED_MAX_AGE, immutable: true, cacheControl: true });
    return reply.header('cache-control', 'no-cache').sendFile(file, { cacheControl: false });
  });
}

/** Name of an existing file of the portal; its page itself is no file to ask for by name. */
function portalFile(folder: string, path: string): string | undefined {
  if (!/^(?:\/[\w-]+(?:\.[\w-]+)*)+$/.test(path) || path === '/index.html') return undefined;
  const name = path.slice(1);
  return /\.\w+$/.test(name) && existsSync(join(folder, name)) ? name : undefined;
}

/** The home page is there for whoever asks; other addresses are pages for browsers, and unknown to programs. */
function wantsPage(path: string, accept: string | undefined): boolean {
  return path === '/' || (accept?.includes('text/html') ?? false);
}

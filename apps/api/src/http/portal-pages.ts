import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PortalHead } from './portal-head';

/** Files below it have a digest of their content in their name. */
const HASHED = '/assets/';
const HASHED_MAX_AGE = '1y';
/** The cookie of a session that pages may read, by http and by https. */
const SESSION_COOKIES = ['onething_csrf', '__Host-onething_csrf'];

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
  const head = new PortalHead(folder);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    if (!request.is404 || (request.method !== 'GET' && request.method !== 'HEAD')) return;
    const path = request.url.split('?')[0]!;
    if (path === '/api' || path.startsWith('/api/')) return;
    const file = portalFile(folder, path);
    if (file === undefined) return wantsPage(path, request.headers.accept) ? sendPage(head, path, request, reply) : undefined;
    if (path.startsWith(HASHED)) return reply.sendFile(file, { maxAge: HASHED_MAX_AGE, immutable: true, cacheControl: true });
    return reply.header('cache-control', 'no-cache').sendFile(file, { cacheControl: false });
  });
}

/** The page may change with each release, and differs by what the browser has said: it is asked for each time. */
function sendPage(head: PortalHead, path: string, { headers }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const hasSession = (headers.cookie ?? '').split('; ').some((cookie) => SESSION_COOKIES.includes(cookie.split('=')[0]!));
  const { html, etag } = head.pageFor({ path, languages: headers['accept-language'], hasSession });
  reply.headers({ 'cache-control': 'no-cache', 'vary': 'Accept-Language, Cookie', etag });
  return headers['if-none-match'] === etag ? reply.code(304).send() : reply.type('text/html; charset=utf-8').send(html);
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

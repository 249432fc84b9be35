import { PART_BYTES, refusal } from '@onething/exchange';
import type { Database } from '@onething/persistence';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A sealed part is a little larger than what is in it, bytes. */
const PART_LIMIT_BYTES = PART_BYTES + 1024;
const MOST_PARTS = 100_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const MAKE = { name: 'hub.make-file', text: 'INSERT INTO hub_file (id, sender, recipient) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING' };
const FIND = { name: 'hub.find-file', text: 'SELECT sender, recipient FROM hub_file WHERE id = $1' };
const PUT = { name: 'hub.put-part', text: 'INSERT INTO hub_file_part (file, part, content) VALUES ($1, $2, $3) ON CONFLICT (file, part) DO NOTHING' };
const GET = { name: 'hub.get-part', text: 'SELECT content FROM hub_file_part WHERE file = $1 AND part = $2' };
const TAKEN = { name: 'hub.file-taken', text: 'DELETE FROM hub_file_part WHERE file = $1' };

type Part = { Params: { id: string; part: string }; Querystring: { to?: string } };

/** Parts of sealed files: whoever sends one puts them, whom it is for gets them and says when they may go. */
export function serveFiles(server: FastifyInstance, database: Database, who: (request: FastifyRequest) => { region: string }): void {
  const find = async (id: string) => (await database.query<{ sender: string; recipient: string }>(FIND, [idOf(id)]))[0];
  server.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: PART_LIMIT_BYTES }, (_request, body, done) => done(null, body));
  server.put<Part & { Body: Buffer }>('/files/:id/:part', { bodyLimit: PART_LIMIT_BYTES }, async (request) => {
    const { params: { id, part }, query: { to = '' }, body } = request;
    const { region } = who(request);
    await database.query(MAKE, [idOf(id), region, to]);
    const file = await find(id);
    if (file?.sender !== region || file.recipient !== to) throw refusal('SENDER_FORGED');
    await database.query(PUT, [id, partOf(part), body]);
    return {};
  });
  server.get<Part>('/files/:id/:part', async (request, reply) => {
    const { region } = who(request);
    const file = await find(request.params.id);
    const [found] = file?.recipient === region ? await database.query<{ content: Buffer }>(GET, [request.params.id, partOf(request.params.part)]) : [];
    if (!found) return reply.status(404).send({ error: 'There is no such part for this region.' });
    return reply.type('application/octet-stream').send(found.content);
  });
  server.post<Part>('/files/:id/taken', async (request) => {
    const { region } = who(request);
    if ((await find(request.params.id))?.recipient === region) await database.query(TAKEN, [request.params.id]);
    return {};
  });
}

function idOf(text: string): string {
  if (!UUID.test(text)) throw refusal('MALFORMED');
  return text;
}

function partOf(text: string): number {
  const part = Number(text);
  if (!Number.isSafeInteger(part) || part < 0 || part >= MOST_PARTS) throw refusal('MALFORMED');
  return part;
}

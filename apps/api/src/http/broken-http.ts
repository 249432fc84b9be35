import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** Longest headers of a request, bytes. */
export const MOST_HEADER_BYTES = 16 * 1024;

const PROBLEMS = {
  400: { code: 'REQUEST.BROKEN_HTTP', detail: 'This is no HTTP/1.1 request.' },
  408: { code: 'REQUEST.TOO_SLOW', detail: 'The request did not arrive in time. Send it again, over a faster connection.' },
  431: { code: 'REQUEST.HEADERS_TOO_LARGE', detail: `Send less than ${MOST_HEADER_BYTES} bytes of headers.` },
} as const;

/** Answers by hand what cannot be read as HTTP, or does not arrive: it never becomes a request that a route could answer. */
export class BrokenHttp {
  private readonly answers = new WeakMap<Socket, ServerResponse>();

  watch(server: Server): void {
    server.prependListener('request', (request, response) => void this.answers.set(request.socket, response));
  }

  answer(error: NodeJS.ErrnoException, socket: Socket): void {
    const answer = this.answers.get(socket);
    // Words in the middle of another answer would be read as part of it.
    const isAnswering = answer !== undefined && answer.headersSent && !answer.writableFinished;
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering) return void socket.destroy();
    socket.end(problemText(statusOf(error.code)), () => socket.destroy());
  }
}

function statusOf(code: string | undefined): keyof typeof PROBLEMS {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}

function problemText(status: keyof typeof PROBLEMS): string {
  const { code, detail } = PROBLEMS[status];
  const title = STATUS_CODES[status];
  const body = JSON.stringify({ type: `urn:onething:problem:${code}`, title, status, detail, code });
  return `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
}

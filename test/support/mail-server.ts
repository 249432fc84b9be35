import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  to: string[];
  messageId: string;
  from: string;
  subject: string;
  body: string;
}

/** A real SMTP server on a port of its own, which can be down, and can refuse. */
export class MailServer {
  readonly mails: ReceivedMail[] = [];
  /** What it says to a recipient instead of accepting it: `550 5.1.1 no such user`. */
  refusal: ((to: string) => string | undefined) | undefined;
  private server: SMTPServer | undefined;
  private port = 0;

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Up, at the same address as before. */
  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
      onRcptTo: ({ address }, _, callback) => callback(this.refusalFor(address)),
      onData: (stream, session, callback) => {
        void text(stream).then((raw) => {
          this.mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), ...readMail(raw) });
          callback();
        });
      },
    });
    server.on('error', () => undefined);
    server.listen(this.port, '127.0.0.1');
    await once(server.server, 'listening');
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  private refusalFor(address: string): Error | null {
    const words = this.refusal?.(address);
    return words === undefined ? null : Object.assign(new Error(words.slice(4)), { responseCode: Number(words.slice(0, 3)) });
  }
}

function readMail(raw: string): Omit<ReceivedMail, 'to'> {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const header = (name: string) => lines.find((line) => line.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
  const body = decode(raw.slice(end + 4), header('content-transfer-encoding'));
  return { messageId: header('message-id'), from: words(header('from')), subject: words(header('subject')), body };
}

/** RFC 2047. */
function words(value: string): string {
  return value.replace(/\?=\s+=\?/g, '?==?').replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, encoded: string) =>
    decode(encoded.replaceAll('_', kind.toUpperCase() === 'Q' ? ' ' : '_'), kind.toUpperCase() === 'B' ? 'base64' : 'quoted-printable'));
}

function decode(encoded: string, encoding: string): string {
  if (encoding.toLowerCase() === 'base64') return Buffer.from(encoded, 'base64').toString();
  if (encoding.toLowerCase() !== 'quoted-printable') return encoded;
  const bytes = encoded.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

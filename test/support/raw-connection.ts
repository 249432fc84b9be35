import { connect, type Socket } from 'node:net';

/** A TCP connection that is written to by hand, and everything that came back over it. */
export class RawConnection {
  received = '';
  /** What came back, when the other side has closed. */
  readonly closed: Promise<string>;
  private heard: (() => void)[] = [];

  private constructor(readonly socket: Socket) {
    socket.setEncoding('utf8').on('data', (part: string) => {
      this.received += part;
      for (const wake of this.heard.splice(0)) wake();
    });
    this.closed = new Promise((resolve) => socket.on('error', () => undefined).on('close', () => resolve(this.received)));
  }

  static async to(url: string): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname.replace(/^\[|\]$/g, ''));
    const connection = new RawConnection(socket);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return connection;
  }

  write(text: string | Uint8Array): this {
    this.socket.write(text);
    return this;
  }

  /** Ends when something has come back that fits; fails when the other side closes before. */
  async until(pattern: RegExp): Promise<string> {
    let open = true;
    void this.closed.then(() => {
      open = false;
      for (const wake of this.heard.splice(0)) wake();
    });
    while (!pattern.test(this.received)) {
      if (!open) throw new Error(`Closed without ${String(pattern)}: ${this.received}`);
      await new Promise<void>((resolve) => this.heard.push(resolve));
    }
    return this.received;
  }
}

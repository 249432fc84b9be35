import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface LinkSpeed {
  /** There and back, ms. */
  roundTripMs: number;
  /** Bits a second that all connections share, each way. */
  downBits: number;
  upBits: number;
  /** Round trips before a connection takes its first byte: TCP one, TLS 1.3 another. */
  handshakes: number;
}

/** So much goes over the link in one piece, bytes. */
const PACKET = 1_460;
/** So late a timer may be without slowing the link, ms. */
const LATE_MS = 5;

/** A slow link before a server: every byte waits its half round trip, and its turn. */
export async function openSlowLink(target: { host: string; port: number }, speed: LinkSpeed): Promise<{ port: number; close: () => Promise<void> }> {
  const down = new Lane(speed.downBits, speed.roundTripMs / 2);
  const up = new Lane(speed.upBits, speed.roundTripMs / 2);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    for (const socket of [client, upstream]) {
      sockets.add(socket.setNoDelay(true).on('error', () => undefined).on('close', () => sockets.delete(socket)));
    }
    const ready = performance.now() + speed.handshakes * speed.roundTripMs;
    up.join(client, upstream, ready);
    down.join(upstream, client, 0);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

interface Packet {
  bytes: Buffer;
  to: Socket;
}

/** One way of the link: connections take turns, packet by packet, and what left first arrives first. */
class Lane {
  private readonly queues = new Map<Socket, Packet[]>();
  private readonly underway: (Packet & { arrives: number })[] = [];
  /** When the last packet will have left, ms. */
  private free = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly bitsPerSecond: number, private readonly delayMs: number) {}

  /** @param notBefore nothing of this connection leaves earlier, ms of `performance.now()` */
  join(from: Socket, to: Socket, notBefore: number): void {
    const queue: Packet[] = [];
    const leave = (data: Buffer): void => {
      for (let at = 0; at < data.length; at += PACKET) queue.push({ bytes: data.subarray(at, at + PACKET), to });
      this.queues.set(from, queue);
      this.work();
    };
    let early: Buffer[] | undefined = [];
    setTimeout(() => {
      for (const data of early?.splice(0) ?? []) leave(data);
      early = undefined;
    }, Math.max(0, notBefore - performance.now()));
    from.on('data', (data: Buffer) => (early ? early.push(data) : leave(data)));
    from.on('close', () => to.destroySoon());
  }

  /** Delivers what has arrived, sends whose turn it is, and comes back when there will be more to do. Timers are late: what they have missed is done at once. */
  private work(): void {
    clearTimeout(this.timer);
    const now = performance.now();
    while (this.underway[0] && this.underway[0].arrives <= now) {
      const { to, bytes } = this.underway.shift()!;
      if (to.writable) to.write(bytes);
    }
    this.free = Math.max(this.free, now - LATE_MS);
    for (let next: Packet | undefined; this.free <= now && (next = this.takeTurn());) {
      this.free += (next.bytes.length * 8 * 1_000) / this.bitsPerSecond;
      this.underway.push({ ...next, arrives: this.free + this.delayMs });
    }
    const wake = Math.min(this.underway[0]?.arrives ?? Infinity, this.queues.size > 0 ? this.free : Infinity);
    if (wake < Infinity) this.timer = setTimeout(() => this.work(), Math.max(0, wake - now));
  }

  private takeTurn(): Packet | undefined {
    for (const [from, queue] of this.queues) {
      const next = queue.shift();
      this.queues.delete(from);
      // To the end of the line: the others come first.
      if (queue.length > 0) this.queues.set(from, queue);
      if (next) return next;
    }
    return undefined;
  }
}

import type { Server } from 'node:http';
import { isInNetwork, parseIpAddress, rateKey } from '@onething/kernel';
import type { EdgeSettings } from '@onething/config';

/** Closes connections of an address (IPv6: /64) that has enough open ones. Trusted proxies, who speak for many, have as many as they like. */
export function limitConnections(server: Server, { connectionsPerAddress, trustedProxies }: EdgeSettings): void {
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined || isProxy(remoteAddress, trustedProxies)) return;
    const key = rateKey(remoteAddress);
    const count = open.get(key) ?? 0;
    if (count >= connectionsPerAddress) return void socket.destroy();
    open.set(key, count + 1);
    socket.once('close', () => {
      const left = open.get(key)! - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    });
  });
}

function isProxy(text: string, trustedProxies: EdgeSettings['trustedProxies']): boolean {
  const address = parseIpAddress(text);
  return address !== undefined && trustedProxies.some((network) => isInNetwork(address, network));
}

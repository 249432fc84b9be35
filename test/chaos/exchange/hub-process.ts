import { readFileSync } from 'node:fs';
import { FileNodeKeys, readDirectory, rootsIn } from '@onething/exchange';
import { VirtualClock } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { createHub } from '../../../apps/hub/src/create-hub';
import type { Order, Orders, Report } from './orders';

/** The hub as a process that is killed: as `apps/hub` runs it, but by a clock that the test moves. */
async function main(): Promise<void> {
  const orders = JSON.parse(process.env['CHAOS_ORDERS']!) as Orders;
  const clock = new VirtualClock(orders.now);
  const roots = rootsIn(readFileSync(orders.rootFile, 'utf8'));
  let [text, directory] = ['', undefined as ReturnType<typeof readDirectory> | undefined];
  const newest = () => {
    const found = readFileSync(orders.directoryFile, 'utf8');
    if (found !== text || !directory) [text, directory] = [found, readDirectory(JSON.parse(found), roots)];
    return directory;
  };
  const database = new Database({ url: orders.databaseUrl, poolSize: 10 });
  const hub = createHub({ database, keys: new FileNodeKeys(orders.keyFile), roots, directory: newest, now: () => clock.now() });
  process.on('message', (order: Order) => {
    if ('now' in order) clock.advanceTo(Math.max(order.now, clock.now()));
  });
  process.once('disconnect', () => process.exit(0));
  const url = await hub.listen({ host: '127.0.0.1', port: orders.port });
  process.send!({ url } satisfies Report);
}

void main();

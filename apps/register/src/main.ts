import { readFileSync } from 'node:fs';
import { createRegister } from './create-register';
import { readRecords } from './record';

/** The reference register as a process of its own; started by hand, or by an embedded platform, with which it ends. */
async function main(): Promise<void> {
  const { REGISTER_KEY: key = '', REGISTER_FILE: file = '', REGISTER_HOST: host = '127.0.0.1', REGISTER_PORT: port = '0' } = process.env;
  if (key.length < 32) throw new Error('REGISTER_KEY is missing or too short: give at least 32 characters');
  if (file === '') throw new Error('REGISTER_FILE is missing: name the JSON file with the records');
  if (!/^\d{1,5}$/.test(port)) throw new Error('REGISTER_PORT must be a port number');
  const register = createRegister({ records: readRecords(readFileSync(file, 'utf8')), key, now: () => Date.now() });
  endWith(() => register.close());
  const url = await register.listen({ host, port: Number(port) });
  if (process.send) process.send({ url });
  else console.log(`The reference register (made-up persons only) answers at ${url}`);
}

/** A platform that has started it holds a channel; when that ends, however the platform ended, so does this. */
function endWith(close: () => Promise<void>): void {
  const end = () => void close().finally(() => process.exit(0));
  if (process.send) {
    process.once('disconnect', end);
    // Ctrl-C reaches the whole group: the platform may still ask while it stops.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  } else for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});

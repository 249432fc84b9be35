import { Client } from './client';
import type { Door, OpenAccount } from './entrance';

/** Where the acceptance run is played: a platform at an address, whose clock can be moved. */
export interface World extends Door {
  accounts: OpenAccount[];
  /** The child's photo as PNG, where it is handed in: the social security card bears it. */
  photo?: Uint8Array<ArrayBuffer>;
  /** Moves the platform's clock forward to that civil day and time in China: `2026-03-03`, `09:30`. */
  goTo(day: string, time: string): void;
  /**
   * Waits until what the platform carries out by itself has led to a result.
   * @throws Error when it does not come
   */
  until<T>(what: string, look: () => Promise<T | undefined>): Promise<T>;
  /** Tells the reader what has just happened. */
  say(line: string): void;
}

const clients = new WeakMap<World, Map<string, Client>>();

/** The client of an account; whoever has logged in once stays at the same device. */
export async function clientOf(world: World, login: string): Promise<Client> {
  const known = clients.get(world) ?? new Map<string, Client>();
  clients.set(world, known);
  const client = known.get(login) ?? newClient(world, login);
  known.set(login, client);
  return client;
}

function newClient(world: World, login: string): Client {
  const account = world.accounts.find((one) => one.login === login);
  if (!account) throw new Error(`There is no account "${login}"`);
  return new Client({ url: world.url, now: () => world.now() }, account);
}

/** @throws Error saying what was expected */
export function check(condition: boolean, what: string): void {
  if (!condition) throw new Error(`Not as expected: ${what}`);
}

import { Client } from './client';

/** Where the acceptance run is played: a platform at an address, whose clock can be moved. */
export interface World {
  url: string;
  accounts: { login: string; password: string }[];
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

const clients = new WeakMap<World, Map<string, Promise<Client>>>();

/** The client of an account; whoever has logged in once stays at the same device. */
export async function clientOf(world: World, login: string): Promise<Client> {
  const known = clients.get(world) ?? new Map<string, Promise<Client>>();
  clients.set(world, known);
  const client = known.get(login) ?? logIn(world, login);
  known.set(login, client);
  return client;
}

async function logIn(world: World, login: string): Promise<Client> {
  const account = world.accounts.find((one) => one.login === login);
  if (!account) throw new Error(`There is no account "${login}"`);
  return new Client(world.url, login, account.password).logIn();
}

/** @throws Error saying what was expected */
export function check(condition: boolean, what: string): void {
  if (!condition) throw new Error(`Not as expected: ${what}`);
}

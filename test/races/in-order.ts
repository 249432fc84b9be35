import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { COMMAND_DECIDED, type DecidedCommand } from '@onething/cases';

/** One of two that meet: whoever sends it, it is known by the chain and an event that it would write. */
export interface Racer<T = unknown> {
  caseId: string;
  itemId: string | null;
  event: string;
  send(): Promise<T>;
}

interface Held {
  /** The racer has decided on what it found, and has written nothing. */
  decided: Promise<void>;
  letGo(): void;
}

/** Holds the racer's first decision before it is written; when it has to decide anew, nobody holds it any more. */
function hold({ caseId, itemId, event }: Racer): Held {
  const { promise: decided, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: released, resolve: letGo } = Promise.withResolvers<void>();
  const listen = (message: unknown): void => {
    const command = message as DecidedCommand;
    if (command.caseId !== caseId || command.itemId !== itemId || !command.events.includes(event)) return;
    unsubscribe(COMMAND_DECIDED, listen);
    command.waitFor.push(released);
    arrive();
  };
  subscribe(COMMAND_DECIDED, listen);
  return { decided, letGo };
}

/** @throws Error when the racer is through without having decided what it should */
async function begin<T>(racer: Racer<T>): Promise<{ outcome: Promise<T>; letGo: () => void }> {
  const { decided, letGo } = hold(racer);
  const outcome = racer.send();
  const early = outcome.then((answer) => {
    throw new Error(`Nothing that writes "${racer.event}" was decided: ${JSON.stringify(answer)}`);
  });
  await Promise.race([decided, early]);
  early.catch(() => undefined);
  return { outcome, letGo };
}

/**
 * Lets both decide on the same state, one after the other, and then write: the one that decided first, or the one that decided last.
 * @returns what each was answered, in the order in which they were given
 */
export async function race<A, B>([one, other]: [Racer<A>, Racer<B>], writesFirst: 'one' | 'other', between: () => unknown = () => undefined): Promise<[A, B]> {
  const first = await begin(one);
  await between();
  const second = await begin(other);
  for (const { letGo, outcome } of writesFirst === 'one' ? [first, second] : [second, first]) {
    letGo();
    await outcome;
  }
  return [await first.outcome, await second.outcome];
}

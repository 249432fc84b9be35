import type { Readable } from 'node:stream';
import { CaseExchange } from '@onething/exchange';
import { DomainError } from '@onething/kernel';

/** Of an installation whose cases handle nothing for other provinces: what comes is refused, so that its sender knows. */
export class UnhandledExchange extends CaseExchange {
  async apply(): Promise<void> {
    throw new DomainError('refused', 'EXCHANGE.UNABLE', 'This installation takes no cases of other provinces yet. Send the application there on paper.');
  }

  async noteOutcome(): Promise<void> {
    // Nothing is sent from here, so nothing is answered.
  }

  async noteFiles(): Promise<void> {
    // Nothing is taken here.
  }

  async openFile(): Promise<Readable | undefined> {
    return undefined;
  }
}

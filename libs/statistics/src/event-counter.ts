import { Injectable } from '@nestjs/common';
import type { ChainedEvent, Follower } from '@onething/cases';
import type { Transaction } from '@onething/persistence';
import { countEvents } from './counting/count-events';
import { FigureSet } from './domain/figure';
import { FigureRepository } from './persistence/figure.repository';

/** Follows the cases and keeps their figures: in the transaction that moves its position, so that each event counts once. */
@Injectable()
export class EventCounter implements Follower {
  readonly name = 'statistics';

  constructor(private readonly repository: FigureRepository) {}

  async handle(tx: Transaction, events: ChainedEvent[]): Promise<void> {
    if (events.length === 0) return;
    const figures = new FigureSet();
    countEvents(events, figures);
    const { position } = await this.repository.lockProgress(tx, 'events');
    await this.repository.add(tx, figures);
    await this.repository.moveProgress(tx, 'events', position, Math.max(...events.map((event) => event.recordedAt)));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { LIGHT_THRESHOLDS, type LightThresholds } from '@onething/deadlines';
import { WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import type { Process } from '@onething/workflow';
import type { ItemClock } from '../domain/item-clock';
import { type QueuePlace, queuePlaceOf } from './queue-place';

/** The place in the queue of an item that is about to be written. */
@Injectable()
export class QueuePlaces {
  constructor(
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    @Inject(LIGHT_THRESHOLDS) private readonly thresholds: LightThresholds,
  ) {}

  /** @returns undefined for an item that no office has to do with now @param now epoch ms */
  of(process: Process, next: { state: string; step: string | null; clock: ItemClock; ended: boolean }, now: number): QueuePlace | undefined {
    if (next.ended || next.state === 'waiting') return undefined;
    return queuePlaceOf(process, next, next.clock, { calendar: this.calendar, thresholds: this.thresholds, now });
  }
}

import type { ResponsibleUnit } from './domain/rating-event';

/** What ratings ask of the sessions of officials. Bound where the application is put together. */
export abstract class StaffPlaces {
  /**
   * How many officials of those units were logged in from that device, or that network when nothing is known of the device.
   * @param since epoch ms
   */
  abstract countAt(source: { address: string; userAgent?: string }, units: readonly ResponsibleUnit[], since: number): Promise<number>;
}

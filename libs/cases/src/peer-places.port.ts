/** Which other region decides an item (多地联办). Answered by the exchange, in a global module where the application is put together. */
export abstract class PeerPlaces {
  /**
   * @param item code of the service item
   * @param division in another province
   * @throws DomainError when nobody there decides it
   */
  abstract regionOf(item: string, division: string): Promise<string>;
}

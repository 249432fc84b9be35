/** How far the platform is ahead of this device's clock, ms; 0 until it has answered. Old telephones are often wrong by months. */
let ahead = 0;

/** Takes the platform's time from an answer that comes from it this moment, and from no cache. */
export function readPlatformClock({ headers }: Pick<Response, 'headers'>, now = Date.now()): void {
  const said = Date.parse(headers.get('date') ?? '');
  if (!Number.isNaN(said) && (headers.get('cache-control') ?? '').includes('no-store')) ahead = said - now;
}

/** The platform's time now, ms since 1970, to the second. */
export function platformNow(now = Date.now()): number {
  return now + ahead;
}

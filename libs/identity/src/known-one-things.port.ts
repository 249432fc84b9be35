/** What mandates need of the catalogue. Bound to it where the application is put together. */
export abstract class KnownOneThings {
  /** Those of the codes that no published one-thing has. */
  abstract unknownAmong(codes: readonly string[]): Promise<string[]>;
}

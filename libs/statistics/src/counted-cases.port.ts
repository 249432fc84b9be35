/** What an explanation needs of the cases. Bound to them where the application is put together. */
export abstract class CountedCases {
  /** By id of the case or the item: its official number (办件编号), where it has one. */
  abstract numbersOf(ids: readonly string[]): Promise<Map<string, string>>;
}

/** A text of the product in its two languages: Simplified Chinese first, English beside it. */
export interface Text {
  zh: string;
  en: string;
}

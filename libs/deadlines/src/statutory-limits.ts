import type { Limit } from './clock-facts';

export interface StatutoryLimit {
  limit: Limit;
  /** The longest extension, in the unit of the limit. */
  extension?: number;
  source: string;
}

const workingDays = (value: number): Limit => ({ value, unit: 'workingDays' });

/** Limits of 行政许可法, in working days (art. 82). An item's own law may set others; then the catalogue names them. */
export const STATUTORY_LIMITS = {
  /** From the day of receipt: tell what must be corrected, or the application is accepted from the day of receipt. */
  acceptance: { limit: workingDays(5), source: '行政许可法 art. 32' },
  /** From acceptance; the extension needs a head of the authority. */
  decision: { limit: workingDays(20), extension: 10, source: '行政许可法 art. 42(1)' },
  /** Several authorities together, unified or jointly; the extension needs the head of the government at that level. */
  jointDecision: { limit: workingDays(45), extension: 15, source: '行政许可法 art. 42(2)' },
  /** The lower authority's examination, from its acceptance, before it forwards the case. */
  preliminaryReview: { limit: workingDays(20), source: '行政许可法 art. 43' },
  /** From the decision: issue and deliver the licence. */
  delivery: { limit: workingDays(10), source: '行政许可法 art. 44' },
  /** From being told of the right: the applicant asks for a hearing. */
  hearingRequest: { limit: workingDays(5), source: '行政许可法 art. 47' },
  /** From the request: the authority organises the hearing. */
  hearing: { limit: workingDays(20), source: '行政许可法 art. 47' },
} satisfies Record<string, StatutoryLimit>;

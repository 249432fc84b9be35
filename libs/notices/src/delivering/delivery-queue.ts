import type { RetryPolicy } from '@onething/jobs';

/** Name of the queue of deliveries. */
export const DELIVERY_QUEUE = 'notices.delivery';

/** Injection token of the `RetryPolicy` of deliveries. */
export const DELIVERY_RETRIES = Symbol('DeliveryRetries');

/** About a day: a mail server that is down over night loses nothing. */
export const PATIENT_RETRIES: RetryPolicy = {
  retries: 14, firstPauseSeconds: 30, longestPauseSeconds: 4 * 3_600, expireSeconds: 300,
};

export interface DeliveryJob {
  deliveryId: string;
  round: number;
}

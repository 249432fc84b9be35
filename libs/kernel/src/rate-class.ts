/**
 * What requests are counted as, each class with a budget of its own: `publicRead` looked at without a token · `read` looked at with
 * one · `logIn` anything else that is sent without a token: log-in, registration, recovery · `tracking` look-up by number and query
 * code · `upload` files · `export` whole data sets · `command` everything else that changes something.
 */
export const RATE_CLASSES = ['publicRead', 'read', 'logIn', 'tracking', 'upload', 'export', 'command'] as const;
export type RateClass = (typeof RATE_CLASSES)[number];

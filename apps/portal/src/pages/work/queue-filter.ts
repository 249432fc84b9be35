/** What a queue is asked for, as it stands in the address. Pure. */
import type { LocationQuery } from 'vue-router';

export const STATES = ['submitted', 'received', 'handling', 'returned', 'correcting'] as const;
export const LIGHTS = ['red', 'orange', 'yellow', 'green', 'paused'] as const;
export const CLAIMED = ['mine', 'none', 'others'] as const;
export type Light = (typeof LIGHTS)[number];

export interface QueueFilter {
  state?: string;
  light?: Light;
  claimed?: (typeof CLAIMED)[number];
  /** A colleague's account; for heads. */
  claimedBy?: string;
  waitsFor?: 'clerk' | 'reviewer' | 'head';
  item?: string;
  oneThing?: string;
  department?: string;
  division?: string;
  /** One's own service window. */
  window?: string;
  submittedFrom?: string;
  submittedTo?: string;
  dueFrom?: string;
  dueTo?: string;
  q?: string;
  sort?: 'due' | 'submitted';
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CODE = /^[a-zA-Z][a-zA-Z0-9-]{0,63}$/;
const oneOf = (...allowed: readonly string[]) => (text: string): boolean => allowed.includes(text);

/** In the order in which they stand in the address. */
const ALLOWED: Record<keyof QueueFilter, (text: string) => boolean> = {
  state: oneOf(...STATES), light: oneOf(...LIGHTS), claimed: oneOf(...CLAIMED), claimedBy: (text) => ID.test(text), waitsFor: oneOf('clerk', 'reviewer', 'head'),
  item: (text) => CODE.test(text), oneThing: (text) => CODE.test(text), department: (text) => CODE.test(text), division: (text) => /^\d{6}$/.test(text), window: (text) => ID.test(text),
  submittedFrom: (text) => DAY.test(text), submittedTo: (text) => DAY.test(text), dueFrom: (text) => DAY.test(text), dueTo: (text) => DAY.test(text),
  q: (text) => text.length > 0 && text.length <= 100, sort: oneOf('due', 'submitted'),
};
const KEYS = Object.keys(ALLOWED) as (keyof QueueFilter)[];

/** Whatever in an address is no filter of ours is left out. */
export function readFilter(query: LocationQuery): QueueFilter {
  return Object.fromEntries(KEYS.flatMap((key) => {
    const value = query[key];
    return typeof value === 'string' && ALLOWED[key](value) ? [[key, value]] : [];
  }));
}

/** For the address: nothing that is empty, always in the same order. */
export function writeFilter(filter: QueueFilter): Record<string, string> {
  return Object.fromEntries(KEYS.flatMap((key) => (filter[key] ? [[key, filter[key]]] : [])));
}

export function isSameFilter(one: QueueFilter, other: QueueFilter): boolean {
  return JSON.stringify(writeFilter(one)) === JSON.stringify(writeFilter(other));
}

/** How many filters narrow the queue down. */
export function filterCount({ sort: _, ...filter }: QueueFilter): number {
  return Object.keys(writeFilter(filter)).length;
}

import { type Channel, CHANNELS, type Stage, STAGES } from './grade';

/** How ratings are taken and handled: `config/rating-rules.yaml`, which says what each number means. */
export interface RatingRules {
  stages: Record<Stage, readonly Channel[]>;
  /** Calendar days. */
  invitation: { remindAfterDays: number; expiresAfterDays: number };
  /** Working days, but for `secondRatingDays` (calendar days) and `callBackTries` (times). */
  badRating: { callBackWithin: number; rectifyWithin: number; warnBefore: number; secondRatingDays: number; callBackTries: number };
  suspicion: SuspicionRules;
  screenedWords: readonly string[];
}

export interface SuspicionRules {
  burst: { ratings: number; minutes: number };
  sharedDevice: { accounts: number; hours: number };
  sameWords: { ratings: number; days: number; leastLength: number };
  staffDevice: { days: number };
}

const NUMBERS = {
  invitation: ['remindAfterDays', 'expiresAfterDays'],
  badRating: ['callBackWithin', 'rectifyWithin', 'warnBefore', 'secondRatingDays', 'callBackTries'],
} as const;
const SUSPICION_NUMBERS = { burst: ['ratings', 'minutes'], sharedDevice: ['accounts', 'hours'], sameWords: ['ratings', 'days', 'leastLength'], staffDevice: ['days'] } as const;

type Loose = Record<string, unknown>;

/** @throws Error naming the first entry of the file that is missing or malformed */
export function parseRatingRules(value: unknown): RatingRules {
  const file = looseOf(value);
  const suspicion = looseOf(file.suspicion);
  for (const [name, members] of Object.entries(NUMBERS)) requireNumbers(file[name], name, members);
  for (const [name, members] of Object.entries(SUSPICION_NUMBERS)) requireNumbers(suspicion[name], `suspicion.${name}`, members);
  const stages = looseOf(file.stages);
  for (const stage of STAGES) requireChannels(stages[stage], stage);
  if (!Array.isArray(file.screenedWords) || !file.screenedWords.every((word) => typeof word === 'string' && word !== '')) {
    throw new Error('The rating rules need a list "screenedWords" of texts');
  }
  return file as unknown as RatingRules;
}

function requireNumbers(value: unknown, name: string, members: readonly string[]): void {
  const group = looseOf(value);
  const wrong = members.find((member) => !Number.isInteger(group[member]) || (group[member] as number) < 1);
  if (wrong) throw new Error(`The rating rules need a whole number from 1 at "${name}.${wrong}"`);
}

function requireChannels(value: unknown, stage: Stage): void {
  if (!Array.isArray(value) || !value.every((channel) => (CHANNELS as readonly unknown[]).includes(channel))) {
    throw new Error(`The rating rules need a list of channels (${CHANNELS.join(', ')}) at "stages.${stage}"`);
  }
}

const looseOf = (value: unknown): Loose => (typeof value === 'object' && value !== null ? value as Loose : {});

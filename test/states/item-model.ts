import { createItemMachine, initialState, type ItemFacts, step, type StoredState } from '@onething/workflow';
import { type Act, ACTS, eventOf } from './commands';
import { SMALL_PROCESS } from './small-catalogue';

/** What the platform itself does with an item: its timers, and the item that it waits for. */
export const PLATFORM_EVENTS = ['acceptSilently', 'expire', 'release', 'abort'] as const;
export type PlatformEvent = (typeof PLATFORM_EVENTS)[number];
export type Move = Act | PlatformEvent;

/** Where an item can stand, as its machine says. */
export interface Place {
  state: StoredState<ItemFacts>;
  /** How it comes there, from its submission (or from waiting for another item). */
  way: Move[];
  waits: boolean;
  /** It was forwarded to the city, or reopened, and nothing else was asked of the machine since. */
  history: '' | 'forwarded' | 'reopened';
  allowed: Move[];
}

const MACHINE = createItemMachine(SMALL_PROCESS, () => true);
const PEOPLE = Object.keys(ACTS) as Act[];
const MOVES: Move[] = [...PEOPLE, ...PLATFORM_EVENTS];

export const isPlatform = (move: Move): move is PlatformEvent => (PLATFORM_EVENTS as readonly string[]).includes(move);
const asked = (move: Move) => (isPlatform(move) ? { type: move, actorId: 'worker', answers: { q: {}, form: {} } } : eventOf(move));
const after = (state: StoredState<ItemFacts>, move: Move) => step<ItemFacts, { type: string }>(MACHINE, state, asked(move))?.next;

/** `received`, `handling.examine`: as people see it. */
export const nameOf = ({ value }: Pick<StoredState, 'value'>): string => (typeof value === 'string' ? value : Object.entries(value).flat().join('.'));

/** Every name of a state that the machine defines, and every event. */
export function namesOfMachine(): { states: string[]; events: string[] } {
  const states = Object.entries(MACHINE.states).flatMap(([name, { states: inner }]) => {
    const codes = Object.keys(inner);
    return codes.length > 0 ? codes.map((code) => `${name}.${code}`) : [name];
  });
  return { states, events: [...MACHINE.events] };
}

/** What a refusal says: a broken promise is named where it is all that bars the way. */
export function refusalOf({ state }: Place, act: Act): string {
  // The machine would let it pass; but above the city there is no office.
  if (after(state, act) !== undefined) return 'CASES.NO_UPPER_AUTHORITY';
  const kept = { ...state, facts: { ...state.facts, promise: 'kept' as const } };
  const barred = state.facts.promise === 'broken' && eventOf(act).type.startsWith('step.') && after(kept, act) !== undefined;
  return barred ? 'CASES.PROMISE_BROKEN' : 'CASES.COMMAND_NOT_POSSIBLE';
}

/** Where the item stands after a move that is allowed. */
export const stateAfter = ({ state }: Place, move: Move): StoredState<ItemFacts> => after(state, move)!;

/** Two places are one when they have the same name and past, and the same is possible in them. */
const keyOf = ({ state, history, allowed }: Place) => `${history} ${nameOf(state)} ${allowed.join()}`;

function placeAt(state: StoredState<ItemFacts>, rest: Pick<Place, 'way' | 'waits' | 'history'>): Place {
  return { state, ...rest, allowed: MOVES.filter((move) => !(rest.history === 'forwarded' && move === 'forwardUp') && after(state, move) !== undefined) };
}

function historyAfter({ history }: Place, move: Move, state: StoredState<ItemFacts>): Place['history'] {
  if (move === 'forwardUp') return 'forwarded';
  if (move === 'reopen') return 'reopened';
  return history === 'reopened' && nameOf(state) === 'received' ? history : history === 'forwarded' ? history : '';
}

/** The city does with an item what the district does: how it comes in there, and what is possible then, is enough. */
const AT_THE_CITY = ['submitted', 'received', 'handling.examine'];

/** Nearest first. */
function explore(): Place[] {
  const found = new Map<string, Place>();
  const places = [placeAt(initialState(MACHINE), { way: [], waits: false, history: '' }), placeAt(initialState(MACHINE, 'waiting'), { way: [], waits: true, history: '' })];
  for (const place of places) {
    if (found.has(keyOf(place)) || (place.history === 'forwarded' && !AT_THE_CITY.includes(nameOf(place.state)))) continue;
    found.set(keyOf(place), place);
    if (place.history === 'forwarded' && nameOf(place.state) === 'handling.examine') continue;
    for (const move of place.allowed) {
      // Leads where `accept` leads, only that days must pass.
      if (move === 'acceptSilently') continue;
      const state = stateAfter(place, move);
      places.push(placeAt(state, { way: [...place.way, move], waits: place.waits, history: historyAfter(place, move, state) }));
    }
  }
  return [...found.values()];
}

/** A place with what is tried there and nowhere nearer: each command in each state once allowed and once refused, wherever there is a way. */
export interface Station {
  place: Place;
  refused: Act[];
  allowed: Move[];
}

export function stations(): Station[] {
  const tried = new Set<string>();
  const isNew = (mark: string) => !tried.has(mark) && tried.add(mark);
  return explore().flatMap((place) => {
    const here = `${place.history} ${nameOf(place.state)}`;
    const refused = PEOPLE.filter((act) => !place.allowed.includes(act));
    const fresh = { refused: refused.filter((act) => isNew(`${here} refuses ${act}`)), allowed: place.allowed.filter((move) => isNew(`${here} allows ${move}`)) };
    return fresh.refused.length + fresh.allowed.length > 0 ? [{ place, ...fresh }] : [];
  });
}

import { join } from 'node:path';
import { type Catalogue, loadCatalogue } from '@onething/catalogue';
import { DomainError, startOfDay } from '@onething/kernel';
import { createItemMachine, initialState, type ItemFacts, PAUSES } from '@onething/workflow';
import { CHAIN_START } from '../domain/event-chain';
import { contextAt, definitionOf, MONDAY } from '../domain/fixtures/item-case';
import { startAcceptance, withDates } from '../domain/item-clock';
import type { ItemCommand } from '../domain/item-command';
import { commandFor, decideItem, displayState, type ItemDecision, type ItemDefinition, type ItemState } from '../domain/item-decision';
import { ITEM_RULES } from '../domain/item-rules';

const NO_ANSWERS = { q: {}, form: {} };
const POINTS = { points: [{ field: 'form.a', reason: 'b' }] };
const RESULT = { licenceId: '019d0000-0000-7000-8000-0000000000aa', licenceType: 't', holderPersonId: 'p', face: {}, faceDigest: 'd' };
const reason = 'r';

/** Of what the catalogue ships, and not of a process made up for tests. */
let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = (await loadCatalogue([join(__dirname, '../../../../config/catalogue')])).catalogue;
});

/** Each process of an item of an open one-thing, once. */
function shipped(): [string, ItemDefinition][] {
  const codes = [...catalogue.oneThings.values()].filter(({ status }) => status === 'open').flatMap(({ items = [] }) => items.map(({ item }) => item));
  const definitions = [...new Set(codes)].map((code): [string, ItemDefinition] => {
    const { process, onPromise = false, promisedLimit: promised, statutoryLimit: statutory, decidedAbove: forwards = false } = catalogue.items.get(code)!;
    return [code, { ...definitionOf(process), machine: createItemMachine(process, () => true), onPromise, forwards, promise: { promised, statutory } }];
  });
  return [...new Map(definitions.map(([code, { process, onPromise, forwards }]) => [JSON.stringify([process.steps.map(({ name: _, ...step }) => step), onPromise, forwards]), code]))
    .values()].map((code) => definitions.find(([one]) => one === code)!);
}

/** Every command with whatever it must bring along, and each outcome of each step. */
function commandsOf({ process, onPromise }: ItemDefinition): ItemCommand[] {
  const steps = process.steps.flatMap((step) => step.outcomes.map((outcome): ItemCommand => {
    const type = commandFor({ step, outcome });
    return { type, step: step.code, outcome: outcome.code, ...(type === 'issueResult' ? { result: RESULT } : { reasons: reason }) } as ItemCommand;
  }));
  return [
    { type: 'returnForRework', ...POINTS }, { type: 'resubmit', answersDigest: 'd' }, { type: 'receive' }, { type: 'askCorrection', ...POINTS }, { type: 'askCorrectionAgain', ...POINTS, reason },
    { type: 'answerCorrection', answersDigest: 'd' }, { type: 'accept' }, { type: 'accept', later: { materials: ['m'], until: '2026-05-06' } }, ...(onPromise ? [{ type: 'accept', onPromise: { checkBy: '2026-05-06' } } as const] : []),
    { type: 'notAccept', reason }, ...steps, { type: 'startProcedure', kind: 'hearing', reason, plannedEnd: '2026-05-06' }, { type: 'endProcedure' }, { type: 'proposeExtension', days: 3, reason }, { type: 'approveExtension' },
    { type: 'rejectExtension', reason }, { type: 'supplyLater' }, { type: 'checkPromise', kept: true, finding: 'f' }, { type: 'checkPromise', kept: false, finding: 'f' }, { type: 'withdrawGrant', reason },
    { type: 'forwardUp', reason, to: { division: '650100', authorityUscc: '11650100MA00000015' } }, { type: 'withdraw' }, { type: 'end', why: 'other', reason }, { type: 'reopen', reason }, { type: 'release', results: [] }, { type: 'abort', failed: 'i' },
    { type: 'acceptSilently' }, { type: 'expire' },
  ];
}

const nameOf = (state: ItemState): string => {
  const { state: name, step } = displayState(state.machine);
  return step ? `handling.${step}` : name;
};

/** What is remembered of the way decides what is possible; of votes it is only who is still to vote. */
const keyOf = (state: ItemState): string => {
  const { promise, laterMaterials, extension, correctionsAsked, correctedInExamination, pausedStep, votes } = state.machine.facts;
  return [nameOf(state), promise, laterMaterials, extension, Math.min(correctionsAsked, 1), correctedInExamination, pausedStep, JSON.stringify(votes), state.clock.decidedOn !== undefined].join();
};

/** Extensions, later materials, promises and corrections are each followed to the end, but not all with each other: the small catalogue's stations do that. */
const detours = ({ machine: { facts } }: ItemState): number =>
  [facts.promise !== 'none', facts.laterMaterials, facts.extension !== 'none', facts.correctionsAsked > 0, facts.correctedInExamination].filter(Boolean).length;

const newcomer = (definition: ItemDefinition, at?: string): ItemState => ({
  caseId: '019d0000-0000-7000-8000-000000000001', itemId: '019d0000-0000-7000-8000-000000000002', scope: { oneThing: 'o', oneThingVersion: 1, division: '650102', item: 'i', department: 'd' },
  authorityUscc: '11650102MA00000015', machine: initialState<ItemFacts>(definition.machine, at), clock: at ? {} : withDates(startAcceptance({}, MONDAY), contextAt(MONDAY)), decision: null, result: null,
  version: 1, lastSeq: 1, lastHash: CHAIN_START,
});

/** The words of the table for a state: before the decision, after the grant, in a pause. */
function wordsFor(state: ItemState): string[] {
  const { state: name, step } = displayState(state.machine);
  if (!step) return [name];
  if (step === PAUSES.correction || step === PAUSES.procedure) return [step, 'handling'];
  return [state.clock.decidedOn ? 'stepAfterGrant' : 'step', 'anyStep', 'handling'];
}

/** By a head other than whoever proposed, or by one more member of a panel. */
function tried(definition: ItemDefinition, { state, now }: Place, command: ItemCommand): ItemDecision {
  const votes = Object.values(state.machine.facts.votes).reduce((sum, cast) => sum + Object.keys(cast).length, 0);
  const actor = command.type === 'approveExtension' ? 'head' : `person${votes}`;
  return decideItem(definition, state, command, NO_ANSWERS, contextAt(now, actor));
}

interface Place {
  state: ItemState;
  /** Epoch ms: a public notice is left when its days have run. */
  now: number;
}

const placeAt = (state: ItemState, now: number): Place => {
  const closableOn = state.clock.dates?.noticeClosableOn;
  return { state, now: closableOn ? Math.max(now, startOfDay(closableOn) + 10 * 3_600_000) : now };
};

function placeAfter({ state, now }: Place, { next, result, events }: ItemDecision): Place {
  return placeAt({ ...state, ...next, result: result ?? state.result, lastSeq: state.lastSeq + events.length, version: state.version + 1 }, now);
}

interface Seen {
  visited: Set<string>;
  /** `command in word`. */
  allowed: Set<string>;
  refused: Set<string>;
  wrong: string[];
}

/** Visits every state that commands lead to, and tries every command in each. */
function walk(definition: ItemDefinition): Seen {
  const seen: Seen = { visited: new Set(), allowed: new Set(), refused: new Set(), wrong: [] };
  const commands = commandsOf(definition);
  const places = [newcomer(definition), newcomer(definition, 'waiting')].map((state) => placeAt(state, MONDAY));
  const known = new Set<string>();
  for (const place of places) {
    if (known.has(keyOf(place.state)) || detours(place.state) > 1) continue;
    known.add(keyOf(place.state));
    seen.visited.add(nameOf(place.state));
    for (const command of commands) {
      const next = tryIn(definition, place, command, seen);
      // What is done again from the beginning leads to nothing new.
      if (next && command.type !== 'reopen' && command.type !== 'forwardUp') places.push(placeAfter(place, next));
    }
  }
  return seen;
}

function tryIn(definition: ItemDefinition, place: Place, command: ItemCommand, { allowed, refused, wrong }: Seen): ItemDecision | undefined {
  const [words, name] = [wordsFor(place.state), nameOf(place.state)];
  try {
    const decision = tried(definition, place, command);
    const word = ITEM_RULES[command.type].states.find((state) => words.includes(state));
    if (word) allowed.add(`${command.type} in ${word}`);
    else wrong.push(`${command.type} is possible in ${name}, which the table does not name`);
    if (decision.events.length === 0) wrong.push(`${command.type} in ${name} leaves no event`);
    if (decision.next.ended && decision.next.state !== place.state.machine.value && !decision.events.some(({ type }) => type === 'itemClosed')) wrong.push(`${command.type} in ${name} ends the item, and does not close it`);
    return decision;
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== 'refused') wrong.push(`${command.type} in ${name}: ${String(error)}`);
    refused.add(command.type);
    return undefined;
  }
}

test('in every process of the five open one-things every command is tried in every state: the table names where it is possible, each state is reached, and whatever else happens is a refusal', () => {
  const all: Pick<Seen, 'allowed' | 'refused'> = { allowed: new Set(), refused: new Set() };
  const definitions = shipped();
  expect(definitions.length).toBeGreaterThanOrEqual(6);
  for (const [code, definition] of definitions) {
    const { visited, allowed, refused, wrong } = walk(definition);
    expect([code, wrong]).toEqual([code, []]);
    const steps = [...definition.process.steps.map((step) => step.code), PAUSES.correction, PAUSES.procedure].map((step) => `handling.${step}`);
    expect([code, steps.filter((step) => !visited.has(step))]).toEqual([code, []]);
    for (const one of allowed) all.allowed.add(one);
    for (const one of refused) all.refused.add(one);
  }
  const notes = new Set(['warn', 'passDeadline', 'recompute']);
  const types = (Object.keys(ITEM_RULES) as ItemCommand['type'][]).filter((type) => !notes.has(type));
  expect(types.filter((type) => ![...all.allowed].some((one) => one.startsWith(`${type} in `)))).toEqual([]);
  expect(types.filter((type) => !all.refused.has(type))).toEqual([]);
}, 120_000);

import { EventFeed, type EventPayloads, PendingCommands } from '@onething/cases';
import { addDays, startOfDay } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { caseOf, statesOf } from '../acceptance/application';
import type { Answer } from '../acceptance/client';
import type { Outcome, Problem } from '../acceptance/views';
import { type Act, COMMANDS, type SentCommand, VARIANTS } from '../states/commands';
import { SmallWorld } from '../states/small-world';
import { race, type Racer } from './in-order';
import { brokenThings } from './integrity';
import { type Colleague, startColleague } from './races';

/**
 * Races that are played in a given order: both sides decide on the same state (each is held at the named point `COMMAND_DECIDED`), then
 * they write, once the one first and once the other. `one` always decides first.
 */
const ORDERS = ['one', 'other'] as const;
const MINUTE = 60_000;
const DECIDING: Act[] = ['receive', 'accept', 'completeStep', 'vote', 'secondVote'];
const MAKING: Act[] = [...DECIDING, 'decide'];

let world: SmallWorld;
let colleague: Colleague;

beforeAll(async () => {
  world = await SmallWorld.start({ settings: { poolSize: 8 } });
  colleague = await startColleague(world.platform);
}, 60_000);
afterAll(async () => {
  await colleague?.app.close();
  await world?.platform.stop();
});
afterEach(async () => {
  await world.settle();
  expect(await brokenThings(world.platform.app)).toEqual([]);
});

/** Somebody at one of the two processes. */
async function person(caseId: string, item: string, command: SentCommand, event: string, url?: string): Promise<Racer<Answer<Outcome & Problem>>> {
  return { caseId, itemId: (await world.itemOf(caseId, item)).id, event, send: await world.request(caseId, item, command, url) };
}

/** A worker of one of the two processes, at what is due. */
async function worker(caseId: string, item: string | null, event: string, app = colleague.app): Promise<Racer<number>> {
  const itemId = item === null ? null : (await world.itemOf(caseId, item)).id;
  return { caseId, itemId, event, send: () => app.get(PendingCommands, { strict: false }).performBatch() };
}

/** What happens in the chains of a case from now on, in order; `item` null for the bundle's. Deadlines say which they are. */
async function follow(caseId: string): Promise<(item: string | null) => Promise<string[]>> {
  const feed = world.platform.app.get(EventFeed, { strict: false });
  const before = new Set((await feed.ofCase(caseId)).map(({ hash }) => hash));
  return async (item) => {
    const itemId = item === null ? null : (await world.itemOf(caseId, item)).id;
    const events = (await feed.ofCase(caseId)).filter((event) => event.itemId === itemId && !before.has(event.hash));
    return events.map(({ type, payload }) => ('of' in payload ? `${type} ${payload.of}` : type));
  };
}

/** Timers of an item that still run, or of the bundle. */
async function timersOf(caseId: string, item: string | null): Promise<string[]> {
  const itemId = item === null ? null : (await world.itemOf(caseId, item)).id;
  const text = 'SELECT timer FROM pending_command WHERE case_id = $1 AND item_id IS NOT DISTINCT FROM $2::uuid ORDER BY timer';
  const rows = await world.platform.app.get(Database, { strict: false }).query<{ timer: string }>({ name: 'test.timers-left', text }, [caseId, itemId]);
  return rows.map(({ timer }) => timer);
}

/** To the last minute of a day: what warns of its end has warned. */
async function lastMinuteOf(day: string): Promise<void> {
  world.platform.clock.advanceTo(startOfDay(addDays(day, 1)) - MINUTE);
  await world.settle();
}
const minutePasses = () => world.platform.clock.advanceBy(MINUTE);

async function begun(acts: Act[] = []): Promise<string> {
  const caseId = await world.apply();
  await world.bring(caseId, 'small-first', acts);
  return caseId;
}

const stateOf = async (caseId: string, item = 'small-first') => (await statesOf(await world.as('mother'), caseId))[item];
const states = async (caseId: string) => [await stateOf(caseId), await stateOf(caseId, 'small-second')];
const bundleState = async (caseId: string) => (await caseOf(await world.as('mother'), caseId)).state;
const conflict = (state: string) => ({ status: 409, body: expect.objectContaining({ code: 'CASES.VERSION_CONFLICT', current: expect.objectContaining({ state }) }) });
const done = (state: string) => ({ status: 200, body: expect.objectContaining({ state }) });
const INTAKE_TIMERS = ['acceptSilently', 'close acceptance', 'near acceptance'];

describe.each(ORDERS)('with %s first', (first) => {
  const ifFirst = <A, B>(one: A, other: B): A | B => (first === 'one' ? one : other);

  test('two clerks on one item: the second is told what the first has made of it', async () => {
    const caseId = await begun();
    const events = await follow(caseId);
    const one = await person(caseId, 'small-first', COMMANDS.receive, 'received');
    const other = await person(caseId, 'small-first', { ...COMMANDS.returnForRework, by: 'humanresources.clerk2' }, 'returnedForRework', colleague.url);
    expect(await race([one, other], first)).toEqual(ifFirst([done('received'), conflict('received')], [conflict('returned'), done('returned')]));
    await world.settle();
    expect(await events('small-first')).toEqual(ifFirst(['received'], ['returnedForRework']));
    expect(await timersOf(caseId, 'small-first')).toEqual(ifFirst(INTAKE_TIMERS, ['expire']));
  });

  test('a clerk\'s refusal in the last minute and acceptance by silence', async () => {
    const caseId = await begun(['receive']);
    await lastMinuteOf((await world.itemOf(caseId, 'small-first')).clock.acceptBy!);
    const events = await follow(caseId);
    const clerk = await person(caseId, 'small-first', COMMANDS.notAccept, 'notAccepted');
    const [answer] = await race([clerk, await worker(caseId, 'small-first', 'accepted')], first, minutePasses);
    await world.settle();
    expect(answer).toEqual(ifFirst(done('notAccepted'), conflict('handling')));
    expect(await states(caseId)).toEqual(ifFirst(['notAccepted', 'aborted'], ['handling', 'waiting']));
    // The promise counts from the day of receipt: its days are over already, and nobody is warned of them.
    expect((await events('small-first')).sort()).toEqual(ifFirst(['itemClosed', 'notAccepted'], ['accepted', 'deadlinePassed promise']));
    expect(await timersOf(caseId, 'small-first')).toEqual(ifFirst([], ['passed step']));
  });

  test('a decision in the last minute and the note that it is overdue: the decision stands, and the note only when it came first', async () => {
    const caseId = await begun(DECIDING);
    await lastMinuteOf((await world.itemOf(caseId, 'small-first')).clock.dueOn!);
    const events = await follow(caseId);
    const head = await person(caseId, 'small-first', COMMANDS.decide, 'decided');
    const [answer] = await race([head, await worker(caseId, 'small-first', 'deadlinePassed')], first, minutePasses);
    await world.settle();
    expect(answer).toEqual(done('handling'));
    const decided = ['stepCompleted', 'decided'];
    expect(await events('small-first')).toEqual(ifFirst(decided, ['deadlinePassed promise', ...decided]));
    expect(await timersOf(caseId, 'small-first')).toEqual(['passed step']);
  });

  test('an answer in the last minute of the correction and its expiry, before the acceptance', async () => {
    const caseId = await begun(['receive', 'askCorrection']);
    await lastMinuteOf((await world.itemOf(caseId, 'small-first')).clock.correctBy!);
    const events = await follow(caseId);
    const mother = await person(caseId, 'small-first', COMMANDS.answerCorrection, 'correctionAnswered');
    const [answer] = await race([mother, await worker(caseId, 'small-first', 'itemExpired')], first, minutePasses);
    await world.settle();
    expect(answer).toEqual(ifFirst(done('received'), conflict('expired')));
    expect(await states(caseId)).toEqual(ifFirst(['received', 'waiting'], ['expired', 'aborted']));
    expect(await events('small-first')).toEqual(ifFirst(['correctionAnswered'], ['itemExpired', 'itemClosed']));
    expect(await timersOf(caseId, 'small-first')).toEqual(ifFirst(INTAKE_TIMERS, []));
  });

  test('an answer in the last minute of the correction and its expiry, during the examination', async () => {
    const caseId = await begun(['receive', 'accept', 'askCorrection']);
    await lastMinuteOf((await world.itemOf(caseId, 'small-first')).clock.correctBy!);
    const events = await follow(caseId);
    const mother = await person(caseId, 'small-first', COMMANDS.answerCorrection, 'correctionAnswered');
    const [answer] = await race([mother, await worker(caseId, 'small-first', 'correctionLapsed')], first, minutePasses);
    await world.settle();
    expect(answer).toEqual(ifFirst(done('handling'), conflict('handling')));
    expect((await world.itemOf(caseId, 'small-first')).step).toBe('examine');
    expect(await events('small-first')).toEqual([ifFirst('correctionAnswered', 'correctionLapsed')]);
    expect(await timersOf(caseId, 'small-first')).toEqual(['close promise', 'near promise', 'passed promise', 'passed step']);
  });

  test('withdraw and decide: one of the two, and the other is told', async () => {
    const caseId = await begun(DECIDING);
    const events = await follow(caseId);
    const mother = await person(caseId, 'small-first', COMMANDS.withdraw, 'itemWithdrawn');
    const head = await person(caseId, 'small-first', COMMANDS.decide, 'decided', colleague.url);
    expect(await race([mother, head], first)).toEqual(ifFirst([done('withdrawn'), conflict('withdrawn')], [conflict('handling'), done('handling')]));
    await world.settle();
    expect(await states(caseId)).toEqual(ifFirst(['withdrawn', 'aborted'], ['handling', 'waiting']));
    expect(await events('small-first')).toEqual(ifFirst(['itemWithdrawn', 'itemClosed'], ['stepCompleted', 'decided']));
    expect(await timersOf(caseId, 'small-first')).toEqual(ifFirst([], ['passed step']));
  });

  test('the whole is given up while an item is decided: what is decided is not withdrawn any more', async () => {
    const caseId = await begun(DECIDING);
    const events = await follow(caseId);
    const mother = await world.as('mother');
    const { version } = await caseOf(mother, caseId);
    mother.expect(await mother.post(`/api/cases/${caseId}/withdraw`, { version }), 200);
    const head = await person(caseId, 'small-first', COMMANDS.decide, 'decided', colleague.url);
    const [, answer] = await race([await worker(caseId, 'small-first', 'itemWithdrawn'), head], first);
    await world.settle();
    expect(answer).toEqual(ifFirst(conflict('withdrawn'), done('handling')));
    expect(await states(caseId)).toEqual(ifFirst(['withdrawn', 'withdrawn'], ['handling', 'withdrawn']));
    expect(await events('small-first')).toEqual(ifFirst(['itemWithdrawn', 'itemClosed'], ['stepCompleted', 'decided']));
    // The successor ends with its predecessor, or by its own withdrawal, whichever the bundle hears of first.
    const ofBundle = (await events(null)).filter((type) => type !== 'itemEndApplied');
    expect([ofBundle, await bundleState(caseId)]).toEqual(ifFirst([['withdrawalRequested', 'completed'], 'completed'], [['withdrawalRequested'], 'handling']));
    expect((await endsIn(caseId)).filter((end) => end.startsWith('small-first'))).toEqual(ifFirst(['small-first withdrawn'], []));
  });

  test('the last two items end at once: both are counted, and the bundle is completed once', async () => {
    const caseId = await joined();
    await world.bring(caseId, 'small-last', ['withdraw']);
    const events = await follow(caseId);
    await raceOfEnds(caseId, ['small-first', COMMANDS.issueResult], ['small-third', COMMANDS.issueResult]);
    expect(await events(null)).toEqual(['itemEndApplied', 'itemEndApplied', 'completed']);
    expect(await endsIn(caseId)).toEqual(['small-last withdrawn', ...ifFirst(['small-first granted', 'small-third granted'], ['small-third granted', 'small-first granted'])]);
    expect([await bundleState(caseId), await timersOf(caseId, null)]).toEqual(['completed', ['delivery']]);
  });

  test('two predecessors of one successor end at once: it is released once, with both results', async () => {
    const caseId = await joined();
    const events = await follow(caseId);
    await raceOfEnds(caseId, ['small-first', COMMANDS.issueResult], ['small-third', COMMANDS.issueResult]);
    expect([await events('small-last'), await events(null)]).toEqual([['released'], ['itemEndApplied', 'itemEndApplied']]);
    expect(await resultsReleased(caseId)).toEqual(['small-first', 'small-third']);
    expect([await stateOf(caseId, 'small-last'), await timersOf(caseId, 'small-last')]).toEqual(['submitted', INTAKE_TIMERS]);
  });

  test('one predecessor is granted and the other refused at once: what waits for both is aborted once', async () => {
    const caseId = await joined('decide');
    await world.bring(caseId, 'small-first', ['decide']);
    const events = await follow(caseId);
    await raceOfEnds(caseId, ['small-first', COMMANDS.issueResult], ['small-third', VARIANTS.refuse]);
    expect([await events('small-last'), await stateOf(caseId, 'small-last')]).toEqual([['itemAborted', 'itemClosed'], 'aborted']);
    expect((await events(null)).filter((type) => type === 'completed')).toHaveLength(1);
    expect([await bundleState(caseId), await timersOf(caseId, 'small-last')]).toEqual(['completed', []]);
  });

  test('a predecessor\'s result reaches its successor while that one is ended: it has begun, and the head is told; or it never begins', async () => {
    const caseId = await begun([...MAKING]);
    await world.send(caseId, 'small-first', COMMANDS.issueResult);
    const events = await follow(caseId);
    // The bundle hears of the end; what it leaves for the successor is still to be carried out.
    expect(await platformWorker().performBatch()).toBe(1);
    const head = await person(caseId, 'small-second', COMMANDS.end, 'itemEndedEarly', colleague.url);
    const [, answer] = await race([await worker(caseId, 'small-second', 'released', world.platform.app), head], first);
    await world.settle();
    expect(answer).toEqual(ifFirst(conflict('submitted'), done('ended')));
    expect(await states(caseId)).toEqual(['granted', ifFirst('submitted', 'ended')]);
    expect(await events('small-second')).toEqual(ifFirst(['released'], ['itemEndedEarly', 'itemClosed']));
    expect(await events(null)).toEqual(ifFirst(['itemEndApplied'], ['itemEndApplied', 'itemEndApplied', 'completed']));
    expect([await bundleState(caseId), await timersOf(caseId, 'small-second')]).toEqual(ifFirst(['handling', INTAKE_TIMERS], ['completed', []]));
  });

  test('the bundle hears of a predecessor\'s result and of its successor\'s refusal at once: both count, nothing begins', async () => {
    const caseId = await begun([...MAKING]);
    const events = await follow(caseId);
    await raceOfEnds(caseId, ['small-first', COMMANDS.issueResult], ['small-second', COMMANDS.end]);
    expect(await states(caseId)).toEqual(['granted', 'ended']);
    expect([await events('small-second'), await events(null)]).toEqual([['itemEndedEarly', 'itemClosed'], ['itemEndApplied', 'itemEndApplied', 'completed']]);
    expect(await endsIn(caseId)).toEqual(ifFirst(['small-first granted', 'small-second ended'], ['small-second ended', 'small-first granted']));
    expect([await bundleState(caseId), await timersOf(caseId, 'small-second'), await timersOf(caseId, null)]).toEqual(['completed', [], ['delivery']]);
  });

  /** Both items end; the bundle is told by two workers, each of which has decided before the other one writes. */
  async function raceOfEnds(caseId: string, [one, endOne]: [string, SentCommand], [other, endOther]: [string, SentCommand]): Promise<void> {
    const ending = async (item: string, command: SentCommand) => (await world.as('mother')).expect(await world.send(caseId, item, command), 200);
    await ending(one, endOne);
    const told = await race([
      await worker(caseId, null, 'itemEndApplied', world.platform.app), await worker(caseId, null, 'itemEndApplied'),
    ], first, () => ending(other, endOther));
    expect(told).toEqual([1, 1]);
    await world.settle();
  }
});

/** Two items that are about to end, and a third that waits for both. */
async function joined(upTo: 'decide' | 'make' = 'make'): Promise<string> {
  const caseId = await world.apply('joined');
  for (const item of ['small-first', 'small-third']) await world.bring(caseId, item, upTo === 'make' ? MAKING : DECIDING);
  return caseId;
}

const platformWorker = () => world.platform.app.get(PendingCommands, { strict: false });
const eventsOf = (caseId: string) => world.platform.app.get(EventFeed, { strict: false }).ofCase(caseId);

/** Ends in the order in which the bundle has counted them. */
async function endsIn(caseId: string): Promise<string[]> {
  return (await eventsOf(caseId)).flatMap(({ type, payload }) => {
    const { item, outcome } = payload as unknown as EventPayloads['itemEndApplied'];
    return type === 'itemEndApplied' ? [`${item} ${outcome}`] : [];
  });
}

async function resultsReleased(caseId: string): Promise<string[]> {
  const released = (await eventsOf(caseId)).filter(({ type }) => type === 'released');
  return released.flatMap(({ payload }) => (payload as unknown as EventPayloads['released']).results.map(({ item }) => item)).sort();
}

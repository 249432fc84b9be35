import { ITEM_RULES } from '@onething/cases';
import { addDays } from '@onething/kernel';
import { caseOf } from '../acceptance/application';
import { onePagePdf } from '../acceptance/newborn-form';
import { brokenThings } from '../races/integrity';
import { type Act, ACTS, atTheCity, COMMANDS, eventOf, type SentType, VARIANTS } from './commands';
import { isPlatform, type Move, namesOfMachine, nameOf, PLATFORM_EVENTS, type PlatformEvent, refusalOf, stateAfter, type Station, stations } from './item-model';
import { LATER_MATERIAL } from './small-catalogue';
import { SmallWorld } from './small-world';

const STATIONS = stations();
const FIRST = 'small-first';
const GRANTED: Act[] = ['accept', 'completeStep', 'vote', 'secondVote', 'decide', 'issueResult'];

let world: SmallWorld;

beforeAll(async () => {
  world = await SmallWorld.start();
}, 60_000);
afterAll(() => world?.platform.stop());

interface Tried {
  caseId: string;
  /** `small-second` is the one that waits. */
  item: string;
  forwarded: boolean;
}

/** A new case whose item has come to that place. */
async function bring({ place: { way, waits } }: Station): Promise<Tried> {
  const tried = { caseId: await world.apply(), item: waits ? 'small-second' : FIRST, forwarded: false };
  for (const move of way) {
    await make(tried, move);
    tried.forwarded ||= move === 'forwardUp';
  }
  return tried;
}

/** Makes a move that is allowed, with whatever it needs besides, and all that the platform makes of it. */
async function make(tried: Tried, move: Move): Promise<void> {
  if (isPlatform(move)) await bringAbout(tried, move);
  else {
    if (move === 'supplyLater') await handInLater(tried);
    if (move === 'closeNotice') await passTo(tried, 'noticeClosableOn');
    const answer = await send(tried, move);
    if (answer.status !== 200) throw new Error(`${move} gave ${JSON.stringify(answer.body)}`);
  }
  await world.settle();
}

const send = ({ caseId, item, forwarded }: Tried, act: Act) => world.send(caseId, item, forwarded ? atTheCity(ACTS[act]) : ACTS[act]);

async function bringAbout(tried: Tried, event: PlatformEvent): Promise<void> {
  const { caseId, item } = tried;
  switch (event) {
    case 'acceptSilently': return passTo(tried, 'acceptBy', 1);
    case 'expire': return passTo(tried, 'correctBy', 1);
    case 'abort': return world.bring(caseId, FIRST, ['notAccept']);
    case 'release': return world.bring(caseId, FIRST, [(await world.itemOf(caseId, item)).state === 'aborted' ? 'reopen' : 'receive', ...GRANTED]);
  }
}

async function passTo({ caseId, item }: Tried, date: 'acceptBy' | 'correctBy' | 'noticeClosableOn', more = 0): Promise<void> {
  world.dated.goTo(addDays((await world.itemOf(caseId, item)).clock[date]!, more), '10:00');
  await world.settle();
}

async function handInLater({ caseId }: Tried): Promise<void> {
  const mother = await world.as('mother');
  mother.expect(await mother.upload(`/api/cases/${caseId}/materials/${LATER_MATERIAL}/files`, 'later.pdf', 'application/pdf', onePagePdf()), 201);
}

async function standsAt({ caseId, item }: Tried): Promise<string> {
  const { state, step } = await world.itemOf(caseId, item);
  return step ? `${state}.${step}` : state;
}

const titled = STATIONS.map((station): [string, string, Station] => {
  const { state, way, history } = station.place;
  return [`${history} ${nameOf(state)}`.trim(), way.join(', ') || 'nothing', station];
});

describe.each(titled)('%s, after %s', (_, __, station) => {
  const { place, refused, allowed: [first, ...others] } = station;
  const leads = async (tried: Tried, move: Move) => {
    await make(tried, move);
    expect([move, await standsAt(tried)]).toEqual([move, nameOf(stateAfter(place, move))]);
  };

  test(`what is not possible is refused and changes nothing${first ? `; ${first} leads where the machine says` : ''}`, async () => {
    const tried = await bring(station);
    expect(await standsAt(tried)).toBe(nameOf(place.state));
    const before = await world.itemOf(tried.caseId, tried.item);
    for (const act of refused) {
      const { status, body } = await send(tried, act);
      expect([act, status, body.code]).toEqual([act, 409, refusalOf(place, act)]);
    }
    expect(await world.itemOf(tried.caseId, tried.item)).toEqual(before);
    if (first) await leads(tried, first);
  }, 60_000);

  if (others.length > 0) test.each(others)('%s leads where the machine says', async (move) => leads(await bring(station), move), 60_000);
});

/** Nothing is granted while a paper is to follow: after the grant none can be outstanding. */
const NEVER: Partial<Record<SentType, string[]>> = { supplyLater: ['handling.make'] };

describe('nothing of the definitions is left out', () => {
  const visited = new Set(STATIONS.map(({ place }) => nameOf(place.state)));
  const steps = [...visited].filter((name) => name.startsWith('handling.') && !name.includes('$'));
  const afterGrant = ['handling.make'];
  const PLACES: Record<string, string[]> = {
    step: steps.filter((name) => !afterGrant.includes(name)), anyStep: steps, stepAfterGrant: afterGrant,
    handling: [...visited].filter((name) => name.startsWith('handling.')), $correction: ['handling.$correction'], $procedure: ['handling.$procedure'],
  };

  test('every state of the machine is visited, and every event is sent or comes from the platform', () => {
    const { states, events } = namesOfMachine();
    expect([...visited].sort()).toEqual(states.sort());
    const sent = (Object.keys(ACTS) as Act[]).map((act) => eventOf(act).type);
    expect(events.filter((event) => !sent.includes(event) && !(PLATFORM_EVENTS as readonly string[]).includes(event))).toEqual([]);
  });

  test.each(Object.keys(COMMANDS) as SentType[])('%s is carried out in each state that the table names, in no other, and is refused somewhere', (type) => {
    const acts = (Object.keys(ACTS) as Act[]).filter((act) => ACTS[act].path === COMMANDS[type].path || (type === 'completeStep' && ACTS[act].path.startsWith('steps/')));
    const allowedIn = new Set(STATIONS.flatMap(({ place, allowed }) => (acts.some((act) => allowed.includes(act)) ? [nameOf(place.state)] : [])));
    const named = ITEM_RULES[type].states.flatMap((state) => PLACES[state] ?? [state]).filter((name) => !NEVER[type]?.includes(name));
    // Which step is left by which command is said by the process.
    const leavesStep = type === 'completeStep' || type === 'decide' || type === 'issueResult';
    expect(leavesStep ? [...allowedIn].filter((name) => !named.includes(name)) : [...allowedIn].sort()).toEqual(leavesStep ? [] : named.sort());
    expect(allowedIn.size).toBeGreaterThan(0);
    expect(STATIONS.some(({ refused }) => refused.includes(type))).toBe(true);
  });

  test.each(PLATFORM_EVENTS)('%s is brought about in each state that the table names', (event) => {
    const allowedIn = new Set(STATIONS.flatMap(({ place, allowed }) => (allowed.includes(event) ? [nameOf(place.state)] : [])));
    expect([...allowedIn].sort()).toEqual(ITEM_RULES[event].states.flatMap((state) => PLACES[state] ?? [state]).sort());
  });
});

test('a public notice is closed when its days have run: until then the refusal names the day, and nobody is offered the command', async () => {
  const [caseId, item] = [await world.apply(), 'small-first'];
  await world.bring(caseId, item, ['receive', 'accept', 'announce']);
  const clerk = await world.as('humanresources.clerk');
  const before = await world.itemOf(caseId, item);
  const closableOn = before.clock.noticeClosableOn!;
  const offered = async () => clerk.expect(await clerk.get<{ command: string; step?: string }[]>(`/api/cases/${caseId}/items/${before.id}/commands`), 200)
    .filter(({ step }) => step === 'notice');
  const early = await world.send(caseId, item, VARIANTS.closeNotice);
  expect([early.status, early.body.code, early.body.current, early.body.detail.includes(closableOn)])
    .toEqual([409, 'CASES.NOTICE_STILL_RUNS', expect.objectContaining({ step: 'notice', closableOn }), true]);
  expect([await world.itemOf(caseId, item), await offered()]).toEqual([before, []]);
  // To the last minute of its last day, and from the first of the next.
  world.platform.clock.advanceTo(Date.parse(`${closableOn}T00:00:00+08:00`) - 60_000);
  expect((await world.send(caseId, item, VARIANTS.closeNotice)).body.code).toBe('CASES.NOTICE_STILL_RUNS');
  world.platform.clock.advanceBy(60_000);
  expect(await offered()).toEqual([expect.objectContaining({ command: 'completeStep', step: 'notice' })]);
  expect((await world.send(caseId, item, VARIANTS.closeNotice)).status).toBe(200);
}, 60_000);

test('after all of this every chain is whole, no number is missing, nothing is left waiting', async () => {
  expect(await brokenThings(world.platform.app)).toEqual([]);
  const anyCase = (await (await world.as('mother')).get<{ entries: { id: string }[] }>('/api/cases?limit=1')).body.entries[0]!;
  expect(await caseOf(await world.as('mother'), anyCase.id)).toBeDefined();
}, 60_000);

import { ITEM_RULES } from '@onething/cases';
import { CataloguePublisher } from '@onething/catalogue';
import { apply, caseOf, type DatedWorld, itemOf } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { worldOf } from '../acceptance/platform-world';
import type { Outcome, Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { brokenThings } from '../races/integrity';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';
import { COMMANDS, type SentCommand, type SentType, VARIANTS } from './commands';
import { smallCatalogue } from './small-catalogue';

/** Commands and variants of them; `days:<n>` lets so many days pass, so that timers fire. */
type Way = string[];

const DECIDING: Way = ['receive', 'accept', 'completeStep', 'vote', 'secondVote'];
const DECIDING_ON_PROMISE: Way = DECIDING.map((act) => (act === 'accept' ? 'acceptOnPromise' : act));

/** How to come to each state; what is in it, in the words of the table of commands; and what the past has opened or closed. */
const STATES: Record<string, { way: Way; item?: string; is: string[]; open?: SentType[]; closed?: SentType[]; refusals?: Partial<Record<SentType, string>> }> = {
  waiting: { way: [], item: 'small-second', is: ['waiting'] },
  submitted: { way: [], is: ['submitted'] },
  returned: { way: ['returnForRework'], is: ['returned'] },
  received: { way: ['receive'], is: ['received'], closed: ['askCorrectionAgain'] },
  'received, corrected': { way: ['receive', 'askCorrection', 'answerCorrection'], is: ['received'], closed: ['askCorrection'] },
  correcting: { way: ['receive', 'askCorrection'], is: ['correcting'] },
  examine: { way: ['receive', 'accept'], is: ['handling', 'step'], open: ['completeStep'], closed: ['decide', 'approveExtension', 'rejectExtension', 'supplyLater', 'checkPromise'] },
  'examine, extension proposed': {
    way: ['receive', 'accept', 'proposeExtension'], is: ['handling', 'step'], open: ['completeStep'], closed: ['decide', 'proposeExtension', 'supplyLater', 'checkPromise'],
  },
  'examine, on promise': {
    way: ['receive', 'acceptOnPromise'], is: ['handling', 'step'], open: ['completeStep'], closed: ['decide', 'approveExtension', 'rejectExtension', 'supplyLater'],
  },
  'examine, promise broken': {
    way: ['receive', 'acceptOnPromise', 'breakPromise'], is: ['handling', 'step'], open: ['completeStep'], closed: ['decide', 'approveExtension', 'rejectExtension', 'supplyLater'],
  },
  'examine, accepted by silence': {
    way: ['days:10'], is: ['handling', 'step'], open: ['completeStep'], closed: ['decide', 'approveExtension', 'rejectExtension', 'supplyLater', 'checkPromise'],
  },
  'paused for a correction': {
    way: ['receive', 'accept', 'askCorrection'], is: ['handling', '$correction'], closed: ['approveExtension', 'rejectExtension', 'supplyLater', 'checkPromise'],
  },
  'paused for a procedure': {
    way: ['receive', 'accept', 'startProcedure'], is: ['handling', '$procedure'], closed: ['approveExtension', 'rejectExtension', 'supplyLater', 'checkPromise'],
  },
  'notice, up': {
    way: ['receive', 'accept', 'announce'], is: ['handling', 'step'], closed: ['decide', 'approveExtension', 'rejectExtension', 'supplyLater', 'checkPromise'],
  },
  decide: { way: DECIDING, is: ['handling', 'step'], closed: ['approveExtension', 'rejectExtension', 'supplyLater', 'checkPromise'] },
  'decide, promise broken': {
    way: [...DECIDING_ON_PROMISE, 'breakPromise'], is: ['handling', 'step'], closed: ['decide', 'approveExtension', 'rejectExtension', 'supplyLater'],
    refusals: { decide: 'CASES.PROMISE_BROKEN' },
  },
  make: {
    way: [...DECIDING, 'decide'], is: ['handling'], open: ['issueResult'],
    // The promise was kept or broken by the decision: there is nothing to extend any more.
    closed: ['approveExtension', 'rejectExtension', 'supplyLater', 'checkPromise', 'withdrawGrant'],
  },
  'make, promise broken': {
    way: [...DECIDING_ON_PROMISE, 'decide', 'breakPromise'], is: ['handling', 'stepAfterGrant'], closed: ['approveExtension', 'rejectExtension', 'supplyLater'],
    refusals: { issueResult: 'CASES.PROMISE_BROKEN' },
  },
  granted: { way: [...DECIDING, 'decide', 'issueResult'], is: ['granted'], closed: ['checkPromise', 'withdrawGrant'] },
  'granted, promise broken': { way: [...DECIDING_ON_PROMISE, 'decide', 'issueResult', 'breakPromise'], is: ['granted'] },
  'granted, grant withdrawn': {
    way: [...DECIDING_ON_PROMISE, 'decide', 'issueResult', 'breakPromise', 'withdrawGrant'], is: ['granted'], closed: ['checkPromise', 'withdrawGrant'],
  },
  refused: { way: [...DECIDING, 'refuse'], is: ['refused'] },
  notAccepted: { way: ['notAccept'], is: ['notAccepted'] },
  withdrawn: { way: ['withdraw'], is: ['withdrawn'] },
  expired: { way: ['receive', 'askCorrection', 'days:30'], is: ['expired'] },
  ended: { way: ['end'], is: ['ended'] },
  aborted: { way: ['notAccept'], item: 'small-second', is: ['aborted'] },
};

let platform: TestPlatform;
let world: DatedWorld;
const clients = new Map<string, Client>();

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  await platform.app.get(CataloguePublisher).publishAll(await smallCatalogue());
  world = worldOf(platform);
}, 60_000);
afterAll(() => platform?.stop());

async function as(login: string): Promise<Client> {
  if (!clients.has(login)) clients.set(login, await clientOf(world, login));
  return clients.get(login)!;
}

async function send(caseId: string, item: string, { by, path, body }: SentCommand) {
  const [client, mother] = [await as(by), await as('mother')];
  const { id, version } = await itemOf(mother, caseId, item);
  return client.post<Outcome & Problem>(`/api/cases/${caseId}/items/${id}/${path}`, { version, ...body });
}

/** A new case whose item has come to that state. */
async function bring(name: string): Promise<{ caseId: string; item: string }> {
  const { way, item = 'small-first' } = STATES[name]!;
  const caseId = await apply(world, { login: 'mother', oneThing: 'small', answers: {}, form: { 'applicant.employer': '乌鲁木齐市第一中学' } });
  for (const act of way) {
    if (act.startsWith('days:')) platform.clock.advanceBy(Number(act.slice(5)) * 86_400_000);
    else {
      const answer = await send(caseId, 'small-first', COMMANDS[act as SentType] ?? VARIANTS[act]!);
      if (answer.status !== 200) throw new Error(`${name}: ${act} gave ${JSON.stringify(answer.body)}`);
    }
    await settle(platform.app);
  }
  return { caseId, item };
}

/** What the table of commands says, with what the past has opened or closed. */
function isOpen(type: SentType, { is, open = [], closed = [] }: (typeof STATES)[string]): boolean {
  if (open.includes(type)) return true;
  return !closed.includes(type) && ITEM_RULES[type].states.some((state) => is.includes(state) && state !== 'anyStep');
}

const TYPES = Object.keys(COMMANDS) as SentType[];

describe.each(Object.entries(STATES))('in state %s', (name, state) => {
  test('every command that is not possible is refused and changes nothing', async () => {
    const { caseId, item } = await bring(name);
    const before = await itemOf(await as('mother'), caseId, item);
    for (const type of TYPES.filter((one) => !isOpen(one, state))) {
      const { status, body } = await send(caseId, item, COMMANDS[type]);
      expect([type, status, body.code]).toEqual([type, 409, state.refusals?.[type] ?? 'CASES.COMMAND_NOT_POSSIBLE']);
    }
    expect(await itemOf(await as('mother'), caseId, item)).toEqual(before);
  }, 60_000);

  const possible = TYPES.filter((one) => isOpen(one, state));
  if (possible.length > 0) {
    test.each(possible)('%s is possible', async (type) => {
      const { caseId, item } = await bring(name);
      const { status, body } = await send(caseId, item, COMMANDS[type]);
      expect([type, status, status === 200 ? undefined : body]).toEqual([type, 200, undefined]);
      await settle(platform.app);
    }, 60_000);
  }
});

test('a public notice is closed when its days have run: until then the refusal names the day, and nobody is offered the command', async () => {
  const { caseId, item } = await bring('notice, up');
  const [mother, clerk] = [await as('mother'), await as('publicsecurity.clerk')];
  const before = await itemOf(mother, caseId, item);
  const closableOn = before.clock.noticeClosableOn!;
  const offered = async () => clerk.expect(await clerk.get<{ command: string; step?: string }[]>(`/api/cases/${caseId}/items/${before.id}/commands`), 200)
    .filter(({ step }) => step === 'notice');
  const early = await send(caseId, item, VARIANTS['closeNotice']!);
  expect([early.status, early.body.code, early.body.current, early.body.detail.includes(closableOn)])
    .toEqual([409, 'CASES.NOTICE_STILL_RUNS', expect.objectContaining({ step: 'notice', closableOn }), true]);
  expect([await itemOf(mother, caseId, item), await offered()]).toEqual([before, []]);
  // To the last minute of its last day, and from the first of the next.
  platform.clock.advanceTo(Date.parse(`${closableOn}T00:00:00+08:00`) - 60_000);
  expect((await send(caseId, item, VARIANTS['closeNotice']!)).body.code).toBe('CASES.NOTICE_STILL_RUNS');
  platform.clock.advanceBy(60_000);
  expect(await offered()).toEqual([expect.objectContaining({ command: 'completeStep', step: 'notice' })]);
  expect((await send(caseId, item, VARIANTS['closeNotice']!)).status).toBe(200);
}, 60_000);

test('after all of this every chain is whole, no number is missing, nothing is left waiting', async () => {
  expect(await brokenThings(platform.app)).toEqual([]);
  const anyCase = (await (await as('mother')).get<{ entries: { id: string }[] }>('/api/cases?limit=1')).body.entries[0]!;
  expect(await caseOf(await as('mother'), anyCase.id)).toBeDefined();
}, 60_000);

import { BUNDLE_RULES } from '@onething/cases';
import { addDays } from '@onething/kernel';
import { createBundleMachine, STAGE } from '@onething/workflow';
import { caseOf, draft } from '../acceptance/application';
import type { Answer } from '../acceptance/client';
import { personOf } from '../acceptance/mandates';
import type { Outcome, Problem } from '../acceptance/views';
import { brokenThings } from '../races/integrity';
import type { Act } from './commands';
import { SmallWorld } from './small-world';

type Type = keyof typeof BUNDLE_RULES;
const TYPES = Object.keys(BUNDLE_RULES) as Type[];
const WHO = { applicant: 'mother', leadWindow: 'humanresources.clerk' };
const FORM = { 'applicant.employer': '乌鲁木齐市第一中学' };
const SENT: Record<Type, { path: string; body: object; method?: 'put' }> = {
  saveDraft: { path: 'draft', body: { answers: {}, form: FORM }, method: 'put' }, submit: { path: 'submit', body: {} }, discard: { path: 'discard', body: {} },
  requestWithdrawal: { path: 'withdraw', body: {} }, deliver: { path: 'deliver', body: { how: 'collected', collectorNumber: personOf('mother').number } },
};
const GRANTED: Act[] = ['receive', 'accept', 'completeStep', 'vote', 'secondVote', 'decide', 'issueResult'];

let world: SmallWorld;

beforeAll(async () => {
  world = await SmallWorld.start();
}, 60_000);
afterAll(() => world?.platform.stop());

const asDraft = async () => draft(world.dated, await world.as('mother'), { login: 'mother', oneThing: 'small', answers: {}, form: FORM });

async function after(...acts: [string, ...Act[]][]): Promise<string> {
  const caseId = await world.apply();
  for (const [item, ...ofItem] of acts) await world.bring(caseId, item, ofItem);
  return caseId;
}

async function and(begun: Promise<string>, type: Type): Promise<string> {
  const caseId = await begun;
  expect((await send(caseId, type)).status).toBe(200);
  await world.settle();
  return caseId;
}

async function expired(): Promise<string> {
  const caseId = await asDraft();
  world.dated.goTo(addDays(world.dated.today(), 61), '10:00');
  await world.settle();
  return caseId;
}

/** How a one-thing comes to each of its states; what is open besides what the state says. */
const STATES: Record<string, { state: string; bring: () => Promise<string>; nothingToDeliver?: true }> = {
  'a draft': { state: 'draft', bring: asDraft },
  'a draft thrown away': { state: 'discarded', bring: () => and(asDraft(), 'discard') },
  'a draft that has expired': { state: 'discarded', bring: expired },
  'handled, nothing granted yet': { state: 'handling', bring: () => after(), nothingToDeliver: true },
  'handled, one result there': { state: 'handling', bring: () => after(['small-first', ...GRANTED]) },
  'handled, that result handed over': { state: 'handling', bring: () => and(after(['small-first', ...GRANTED]), 'deliver'), nothingToDeliver: true },
  'completed, with a result': { state: 'completed', bring: () => after(['small-first', ...GRANTED], ['small-second', 'withdraw']) },
  'completed, with nothing to hand over': { state: 'completed', bring: () => after(['small-first', 'notAccept']), nothingToDeliver: true },
  'completed, and all handed over': { state: 'delivered', bring: () => and(after(['small-first', ...GRANTED], ['small-second', 'withdraw']), 'deliver') },
};

async function send(caseId: string, type: Type): Promise<Answer<Outcome & Problem>> {
  const client = await world.as(WHO[BUNDLE_RULES[type].by]);
  const { version } = await caseOf(await world.as('mother'), caseId);
  const { path, body, method = 'post' } = SENT[type];
  return client[method]<Outcome & Problem>(`/api/cases/${caseId}/${path}`, { version, ...body });
}

/** What each of the two is offered; undefined for whom there is no such case. */
async function offered(caseId: string): Promise<Type[]> {
  const lists = await Promise.all(Object.values(WHO).map(async (login) =>
    (await world.as(login)).get<{ command: Type; name: { zh: string }; data: string[] }[]>(`/api/cases/${caseId}/commands`)));
  return lists.flatMap(({ status, body }) => (status === 200 ? body.map(({ command }) => command) : []));
}

describe.each(Object.entries(STATES))('%s', (_, { state, bring, nothingToDeliver }) => {
  test('what is offered is what the table names; all else is refused and changes nothing', async () => {
    const caseId = await bring();
    const mother = await world.as('mother');
    const before = await caseOf(mother, caseId);
    expect(before.state).toBe(state);
    const open = await offered(caseId);
    expect(open).toEqual(TYPES.filter((type) => (BUNDLE_RULES[type].states as readonly string[]).includes(state) && !(type === 'deliver' && nothingToDeliver)));
    for (const type of TYPES.filter((one) => !open.includes(one))) {
      const { status, body } = await send(caseId, type);
      // To offices a draft does not exist.
      const unknown = type === 'deliver' && (state === 'draft' || state === 'discarded');
      expect([type, status, body.code]).toEqual([type, unknown ? 404 : 409, expect.stringMatching(/^CASES\.(NOT_A_DRAFT|COMMAND_NOT_POSSIBLE|NOT_DELIVERABLE|NOT_FOUND)$/)]);
    }
    expect(await caseOf(mother, caseId)).toEqual(before);
  }, 60_000);

  test('what is offered is carried out', async () => {
    for (let i = 0, open = await offered(await bring()); i < open.length; i += 1) {
      expect([open[i], (await send(await bring(), open[i]!)).status]).toEqual([open[i], 200]);
      await world.settle();
    }
  }, 60_000);
});

test('every state of the machine of a bundle is among them, and every command is carried out somewhere', () => {
  const { states } = createBundleMachine({ items: [{ code: 'one', dependsOn: [] }] });
  const named = Object.keys(states).flatMap((name) => (name === 'open' ? Object.keys(states[name]!.states[STAGE]!.states) : [name]));
  expect([...new Set(Object.values(STATES).map(({ state }) => state))].sort()).toEqual(named.sort());
  expect(TYPES.filter((type) => !BUNDLE_RULES[type].states.some((state) => named.includes(state)))).toEqual([]);
});

test('whoever has nothing to do with a case is told that there is none', async () => {
  const [ofDraft, submitted] = [await asDraft(), await world.apply()];
  const asked = [['company', submitted], ['publicsecurity.clerk', submitted], ['humanresources.clerk', ofDraft], ['supervisor', ofDraft]] as const;
  for (const [login, caseId] of asked) {
    const { status } = await (await world.as(login)).get(`/api/cases/${caseId}/commands`);
    expect([login, [403, 404].includes(status)]).toEqual([login, true]);
  }
});

test('after all of this every chain is whole, no number is missing, nothing is left waiting', async () => {
  expect(await brokenThings(world.platform.app)).toEqual([]);
}, 60_000);

import { DEMO_RESIDENTS } from '@onething/identity';
import { FigureRecount } from '@onething/statistics';
import type { DatedWorld } from '../acceptance/application';
import { closeAgainstACreditor, closeSimply, stayInBusiness } from '../acceptance/company-deregistration';
import { worldOf } from '../acceptance/platform-world';
import {
  applyWithARevokedLicence, failTheFireInspection, giveUpTheRestaurant, openAmongNeighbours, openCentralKitchen, openSmallRestaurant,
} from '../acceptance/restaurant';
import { changeOnesMind, loseTheAbilityToWork, retireAfterSpecialWork, retireNormally, retireWithAReward } from '../acceptance/retirement';
import { applyWithoutALease, moveAway, startPrimarySchool } from '../acceptance/school-entry';
import { brokenThings } from '../races/integrity';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
let world: DatedWorld;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
}, 60_000);
afterAll(() => platform?.stop());

describe('开办餐饮店: opening a restaurant', () => {
  test('fire by promise, a kitchen inspected again, all delivered together', () => openSmallRestaurant(world));
  test('inspected first: refused by the fire service, the sign given up, tobacco by a panel of three', () => failTheFireInspection(world));
  test('in a residential building the neighbours are heard, and against it', () => openAmongNeighbours(world));
  test('for a central kitchen experts are asked first', () => openCentralKitchen(world));
  test('with a revoked licence: what depends on it ends', () => applyWithARevokedLicence(world));
  test('given up as a whole: what is decided stays', () => giveUpTheRestaurant(world));
});

describe('退休: retiring', () => {
  test('normally, with a mistake found by the second look', () => retireNormally(world));
  test('after special work, announced twice', () => retireAfterSpecialWork(world));
  test('for loss of the ability to work: refused, and nothing follows', () => loseTheAbilityToWork(world));
  test('earlier than one must: one item withdrawn ends those that wait for it', () => changeOnesMind(world));
  test('as the parent of an only child: the reward is announced', () => retireWithAReward(world));
});

describe('教育入学: starting school', () => {
  test('primary: checks side by side, an objection to the list, the notice is the child\'s', () => startPrimarySchool(world));
  test('junior, without a registered lease: no admission, the other checks stand', () => applyWithoutALease(world));
  test('given up as a whole, also what waits', () => moveAway(world));
});

describe('企业注销登记: closing a company', () => {
  test('simply: open taxes settled by two, twenty days of notice, the rest side by side', () => closeSimply(world));
  test('against a creditor: heard, refused, what depends on it ends', () => closeAgainstACreditor(world));
  test('given up while the notice runs', () => stayInBusiness(world));
});

test('every chain is whole, no number is missing, nothing is left waiting', async () => {
  expect(await brokenThings(platform.app)).toEqual([]);
});

test('the figures equal a recount of all events and ratings', async () => {
  expect((await platform.app.get(FigureRecount, { strict: false }).compare()).differences).toEqual([]);
});

test('no log line holds a name, a number or a mobile of anybody', () => {
  const lines = platform.logLines.join('\n');
  for (const { name, number, mobile } of DEMO_RESIDENTS) for (const personal of [name, number, mobile]) expect(lines).not.toContain(personal);
});

test('nothing has failed inside the platform', () => {
  expect(platform.logLines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
});

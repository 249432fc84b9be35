import { join } from 'node:path';
import { type Catalogue, CataloguePublisher, loadCatalogue } from '@onething/catalogue';
import { proveProcess } from '@onething/workflow';
import { type DatedWorld, itemOf } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { handle } from '../acceptance/handling';
import { worldOf } from '../acceptance/platform-world';
import { applyForRestaurant, verifyLicence } from '../acceptance/restaurant';
import type { Outcome, Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const CATALOGUE = join(__dirname, '../../config/catalogue');

let platform: TestPlatform;
let world: DatedWorld;
let company: Client;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
  company = await clientOf(world, 'company');
}, 60_000);
afterAll(() => platform?.stop());

/** The shipped catalogue, but that one step of one item can no longer be left by one outcome. */
async function without(item: string, step: string, outcome: string): Promise<Catalogue> {
  const { catalogue } = await loadCatalogue([CATALOGUE]);
  const left = catalogue.items.get(item)!.process.steps.find((one) => one.code === step)!;
  const outcomes = left.outcomes.filter((one) => one.code !== outcome);
  expect(outcomes).toHaveLength(left.outcomes.length - 1);
  left.outcomes = outcomes;
  expect(proveProcess(catalogue.items.get(item)!.process).problems).toEqual([]);
  return catalogue;
}

const publish = (catalogue: Catalogue) => platform.app.get(CataloguePublisher, { strict: false }).publishAll(catalogue);
const versionOf = async (caseId: string) =>
  company.expect(await company.get<{ oneThing: { version: number } }>(`/api/cases/${caseId}`), 200).oneThing.version;

/** A restaurant whose sign is being examined. */
async function signExamined(): Promise<string> {
  const caseId = await applyForRestaurant(world, 'smallRestaurant');
  await verifyLicence(world, company, caseId);
  await handle(world, company, caseId, 'outdoor-sign', { until: 'examination' });
  return caseId;
}

async function leave(caseId: string, outcome: string) {
  const { id, version } = await itemOf(company, caseId, 'outdoor-sign');
  const clerk = await clientOf(world, 'urbanmanagement.clerk');
  return clerk.post<Outcome & Problem>(`/api/cases/${caseId}/items/${id}/steps/examination`, { version, outcome });
}

test('a transition that is removed from a definition is refused over HTTP, and cases filed before keep theirs', async () => {
  const before = await signExamined();
  const [{ edition, published }] = [await publish(await without('outdoor-sign', 'examination', 'doubtful'))];
  expect({ edition, published }).toEqual({ edition: 2, published: [{ code: 'restaurant', version: 2 }] });

  const after = await signExamined();
  expect([await versionOf(before), await versionOf(after)]).toEqual([1, 2]);
  const refused = await leave(after, 'doubtful');
  expect([refused.status, refused.body.code]).toEqual([422, 'CASES.OUTCOME_UNKNOWN']);
  expect((await itemOf(company, after, 'outdoor-sign')).step).toBe('examination');

  const passed = await leave(before, 'doubtful');
  expect([passed.status, passed.body.step]).toEqual([200, 'decision']);
  expect((await leave(after, 'conforms')).body.step).toBe('decision');
});

test('a transition whose condition no longer holds is refused by the machine', async () => {
  const { catalogue } = await loadCatalogue([CATALOGUE]);
  const examination = catalogue.items.get('outdoor-sign')!.process.steps.find((one) => one.code === 'examination')!;
  examination.outcomes.find((one) => one.code === 'doubtful')!.when = 'q.inResidence == true';
  expect((await publish(catalogue)).published).toEqual([{ code: 'restaurant', version: 3 }]);
  const caseId = await signExamined();
  const refused = await leave(caseId, 'doubtful');
  expect([refused.status, refused.body.code, refused.body.current]).toEqual([
    409, 'CASES.COMMAND_NOT_POSSIBLE', { state: 'handling', step: 'examination', version: expect.any(Number) },
  ]);
});

test('publishing the same again makes no version, and the first catalogue is a new one', async () => {
  const { catalogue } = await loadCatalogue([CATALOGUE]);
  expect((await publish(catalogue)).published).toEqual([{ code: 'restaurant', version: 4 }]);
  expect((await publish(catalogue)).published).toEqual([]);
});

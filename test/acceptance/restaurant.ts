import { DEMO_RESIDENTS } from '@onething/identity';
import { addDays } from '@onething/kernel';
import { type Application, apply, caseOf, type DatedWorld, itemOf, statesOf, untilStage, untilStates } from './application';
import type { Client } from './client';
import { handle } from './handling';
import { personOf } from './mandates';
import type { Licence, Outcome, Problem } from './views';
import { check, clientOf } from './world';

const agent = DEMO_RESIDENTS.find(({ login }) => login === 'agent')!;

export const RESTAURANT_ANSWERS = {
  smallRestaurant: { firePromise: true, outdoorSign: true, premisesRented: true, inResidence: false, centralKitchen: false, tobacco: false },
  inspectedFirst: { firePromise: false, outdoorSign: true, premisesRented: false, inResidence: false, centralKitchen: false, tobacco: true },
  residentialBuilding: { firePromise: true, outdoorSign: true, premisesRented: true, inResidence: true, centralKitchen: false, tobacco: false },
  centralKitchen: { firePromise: false, outdoorSign: false, premisesRented: true, inResidence: false, centralKitchen: true, tobacco: false },
};

/** The company's own data stand on its licence; the agent, who is its legal representative, fills in the restaurant's. */
const FORM = {
  'agent.name': agent.name, 'agent.citizenId': agent.number, 'agent.mobile': agent.mobile,
  'legalRepresentative.name': agent.name, 'legalRepresentative.citizenId': agent.number, 'legalRepresentative.mobile': agent.mobile,
  'case.premisesName': '天山味道和平南路店', 'case.premisesArea': 180, 'case.kitchenArea': 45, 'case.diningArea': 120, 'case.seats': 60,
  'case.signText': '天山味道', 'case.businessForm': 'restaurant', 'case.foodItems': ['hot', 'cold'],
};

export function applyForRestaurant(world: DatedWorld, situation: keyof typeof RESTAURANT_ANSWERS): Promise<string> {
  return apply(world, restaurantApplication(situation));
}

export const restaurantApplication = (situation: keyof typeof RESTAURANT_ANSWERS): Application =>
  ({ login: 'company', oneThing: 'restaurant', answers: RESTAURANT_ANSWERS[situation], form: FORM });

/** The company's licence is checked at once; what depends on it begins by itself. */
export async function verifyLicence(world: DatedWorld, company: Client, caseId: string): Promise<void> {
  const waiting = Object.keys(await statesOf(company, caseId)).filter((item) => item !== 'business-licence-verification');
  check(Object.values(await statesOf(company, caseId)).filter((state) => state === 'waiting').length === waiting.length, 'everything waits for the check of the licence');
  await handle(world, company, caseId, 'business-licence-verification', {});
  await untilStates(world, company, caseId, Object.fromEntries(waiting.map((item) => [item, 'submitted'])));
}

/** Fire safety by promise, a kitchen that must be mended first, a sign: everything is granted and delivered in one go. */
export async function openSmallRestaurant(world: DatedWorld): Promise<string> {
  const company = await clientOf(world, 'company');
  const caseId = await applyForRestaurant(world, 'smallRestaurant');
  await verifyLicence(world, company, caseId);
  await handle(world, company, caseId, 'fire-safety-inspection', { outcomes: { examination: 'promised' }, face: { certificateNumber: 'XF650102-0001' } });
  await mendTheKitchen(world, company, caseId);
  await handle(world, company, caseId, 'outdoor-sign', { face: { filingNumber: 'ZP650102-0001' } });
  await untilStage(world, company, caseId, 'completed');
  const window = await clientOf(world, 'marketregulation.clerk');
  const { version } = await caseOf(window, caseId);
  window.expect(await window.post<Outcome>(`/api/cases/${caseId}/deliver`, { version, how: 'collected', collectorNumber: personOf('company').number }), 200);
  await holds(world, company, caseId, ['fire-inspection-certificate', 'food-business-licence', 'sign-filing']);
  return caseId;
}

/** The days until the second inspection are not counted against the promise. */
async function mendTheKitchen(world: DatedWorld, company: Client, caseId: string): Promise<void> {
  await handle(world, company, caseId, 'food-business-licence', { until: 'siteInspection' });
  const promised = (await itemOf(company, caseId, 'food-business-licence')).clock.dueOn!;
  const days = { siteInspection: 4, reInspection: 7 } as Record<string, number>;
  await handle(world, company, caseId, 'food-business-licence', {
    outcomes: { siteInspection: 'mend' }, face: { licenceNumber: 'JY26501020001234' },
    before: (step) => days[step] && world.goTo(addDays(world.today(), days[step]), '11:00'),
  });
  const { clock } = await itemOf(company, caseId, 'food-business-licence');
  check(clock.dueOn! >= addDays(promised, 11) && clock.dueOn! >= clock.decidedOn!, 'the days of the inspections move the promise, and it is kept');
}

/** The inspectors find the fire equipment wanting twice; the sign is given up; tobacco is granted by a panel of three. */
export async function failTheFireInspection(world: DatedWorld): Promise<string> {
  const company = await clientOf(world, 'company');
  const caseId = await applyForRestaurant(world, 'inspectedFirst');
  await verifyLicence(world, company, caseId);
  const promised = await clientOf(world, 'firerescue.clerk');
  const { id } = await itemOf(company, caseId, 'fire-safety-inspection');
  await handle(world, company, caseId, 'fire-safety-inspection', { until: 'examination' });
  const { version } = await itemOf(company, caseId, 'fire-safety-inspection');
  const shortcut = await promised.post<Problem>(`/api/cases/${caseId}/items/${id}/steps/examination`, { version, outcome: 'promised' });
  check(shortcut.status === 409, 'without a promise nobody skips the inspection');
  const reasons = '二层疏散通道仍被堵塞，灭火器配置不足。';
  await handle(world, company, caseId, 'fire-safety-inspection', {
    outcomes: { examination: 'inspect', siteInspection: 'mend', reInspection: 'fail', decision: 'refuse' }, reasons,
  });
  const timeline = company.expect(await company.get<{ type: string; note: unknown }[]>(`/api/cases/${caseId}/timeline`), 200);
  check(timeline.some((entry) => entry.note === reasons), 'the applicant reads why it was refused');
  await giveUpTheSign(company, caseId);
  await tobaccoByPanel(world, company, caseId);
  await handle(world, company, caseId, 'food-business-licence', { face: { licenceNumber: 'JY26501020001235' } });
  await untilStates(world, company, caseId, {
    'business-licence-verification': 'granted', 'fire-safety-inspection': 'refused', 'outdoor-sign': 'withdrawn',
    'tobacco-retail-licence': 'granted', 'food-business-licence': 'granted',
  });
  await untilStage(world, company, caseId, 'partlyGranted');
  return caseId;
}

async function giveUpTheSign(company: Client, caseId: string): Promise<void> {
  const sign = await itemOf(company, caseId, 'outdoor-sign');
  company.expect(await company.post(`/api/cases/${caseId}/items/${sign.id}/withdraw`, { version: sign.version, reason: '暂不设置招牌' }), 200);
}

async function tobaccoByPanel(world: DatedWorld, company: Client, caseId: string): Promise<void> {
  const { version, itemId } = await handle(world, company, caseId, 'tobacco-retail-licence', { until: 'panel' });
  const path = `/api/cases/${caseId}/items/${itemId}/steps/panel`;
  const reviewer = await clientOf(world, 'tobacco.reviewer');
  const once = reviewer.expect(await reviewer.post<Outcome>(path, { version, outcome: 'favourable' }), 200);
  const twice = await reviewer.post<Problem>(path, { version: once.version, outcome: 'favourable' });
  check(once.step === 'panel' && twice.status === 409, 'a member of the panel votes once');
  for (const login of ['tobacco.reviewer2', 'tobacco.reviewer3']) {
    const member = await clientOf(world, login);
    const { version: seen } = await itemOf(company, caseId, 'tobacco-retail-licence');
    member.expect(await member.post<Outcome>(path, { version: seen, outcome: 'favourable' }), 200);
  }
  await handle(world, company, caseId, 'tobacco-retail-licence', { face: { licenceNumber: '650102100001' } });
}

/** In a residential building the neighbours are heard. */
export async function openAmongNeighbours(world: DatedWorld): Promise<string> {
  const company = await clientOf(world, 'company');
  const caseId = await applyForRestaurant(world, 'residentialBuilding');
  await verifyLicence(world, company, caseId);
  const { step } = await handle(world, company, caseId, 'food-business-licence', { outcomes: { siteInspection: 'passHearing' }, until: 'hearing' });
  check(step === 'hearing', 'the neighbours are heard before the decision');
  await handle(world, company, caseId, 'food-business-licence', {
    outcomes: { hearing: 'opposes', decision: 'refuse' }, reasons: '油烟直排，邻居一致反对。',
    before: (present) => present === 'hearing' && world.goTo(addDays(world.today(), 14), '10:30'),
  });
  await handle(world, company, caseId, 'fire-safety-inspection', { outcomes: { examination: 'promised' }, face: { certificateNumber: 'XF650102-0002' } });
  await handle(world, company, caseId, 'outdoor-sign', { outcomes: { examination: 'doubtful' }, face: { filingNumber: 'ZP650102-0002' } });
  await untilStage(world, company, caseId, 'partlyGranted');
  return caseId;
}

/** Experts look at the plan of a central kitchen first. */
export async function openCentralKitchen(world: DatedWorld): Promise<string> {
  const company = await clientOf(world, 'company');
  const caseId = await applyForRestaurant(world, 'centralKitchen');
  await verifyLicence(world, company, caseId);
  await handle(world, company, caseId, 'food-business-licence', {
    outcomes: { examination: 'askExperts', expertReview: 'approved' }, face: { licenceNumber: 'JY26501020001236' },
    before: (step) => step === 'expertReview' && world.goTo(addDays(world.today(), 10), '10:30'),
  });
  await handle(world, company, caseId, 'fire-safety-inspection', { outcomes: { examination: 'inspect' }, face: { certificateNumber: 'XF650102-0003' } });
  await untilStage(world, company, caseId, 'completed');
  return caseId;
}

/** A company whose licence has been revoked: nothing that depends on it is handled. */
export async function applyWithARevokedLicence(world: DatedWorld): Promise<string> {
  const company = await clientOf(world, 'company');
  const caseId = await applyForRestaurant(world, 'smallRestaurant');
  await handle(world, company, caseId, 'business-licence-verification', { outcomes: { handle: 'refuse' }, reasons: '营业执照已被吊销。' });
  await untilStates(world, company, caseId, {
    'business-licence-verification': 'refused', 'food-business-licence': 'aborted', 'fire-safety-inspection': 'aborted', 'outdoor-sign': 'aborted',
  });
  await untilStage(world, company, caseId, 'partlyGranted');
  return caseId;
}

/** The company gives up: what is not decided is withdrawn, the licence that is being made is not. */
export async function giveUpTheRestaurant(world: DatedWorld): Promise<string> {
  const company = await clientOf(world, 'company');
  const caseId = await applyForRestaurant(world, 'smallRestaurant');
  await verifyLicence(world, company, caseId);
  await handle(world, company, caseId, 'outdoor-sign', { until: 'makeCertificate' });
  await handle(world, company, caseId, 'food-business-licence', { until: 'siteInspection' });
  const { version } = await caseOf(company, caseId);
  company.expect(await company.post(`/api/cases/${caseId}/withdraw`, { version, reason: '改做别的生意' }), 200);
  await untilStates(world, company, caseId, {
    'business-licence-verification': 'granted', 'food-business-licence': 'withdrawn', 'fire-safety-inspection': 'withdrawn', 'outdoor-sign': 'handling',
  });
  await handle(world, company, caseId, 'outdoor-sign', { face: { filingNumber: 'ZP650102-0004' } });
  await untilStage(world, company, caseId, 'partlyGranted');
  return caseId;
}

/** The results of a case are in the wallet of their holder. */
async function holds(world: DatedWorld, holder: Client, caseId: string, types: string[]): Promise<void> {
  const results = (await caseOf(holder, caseId)).items.flatMap((item) => item.result?.licenceId ?? []);
  await world.until(`${holder.login} holds ${types.join(', ')}`, async () => {
    const { entries } = holder.expect(await holder.get<{ entries: Licence[] }>('/api/licences?limit=100'), 200);
    const held = entries.filter((licence) => results.includes(licence.id)).map((licence) => licence.type.code).sort();
    return held.join() === types.join() || undefined;
  });
}

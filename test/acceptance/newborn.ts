import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Client } from './client';
import { handle } from './handling';
import { NEWBORN_ANSWERS, NEWBORN_FORM, NEWBORN_NUMBER, onePagePdf } from './newborn-form';
import type { Case, Figure, Licence, Outcome, Preview, Problem } from './views';
import { check, clientOf, type World } from './world';

/**
 * The main job of the platform, played as its users would: a child is born, and its parents get everything in one go.
 * @throws Error at the first thing that is not as expected
 */
export async function playNewborn(world: World): Promise<void> {
  const mother = await clientOf(world, 'mother');
  const before = await figures(mother);
  await endNewborn(world, await beginNewborn(world));
  await compareFigures(world, mother, before);
}

/** From the questionnaire to the birth certificate. @returns the id of the case */
export async function beginNewborn(world: World): Promise<string> {
  const [mother, father] = [await clientOf(world, 'mother'), await clientOf(world, 'father')];
  await preview(world, mother);
  const caseId = await fillIn(world, mother, father);
  await submit(world, mother, caseId);
  await birthCertificate(world, mother, caseId);
  return caseId;
}

/** From the household registration to the rating. */
export async function endNewborn(world: World, caseId: string): Promise<void> {
  const [mother, father] = [await clientOf(world, 'mother'), await clientOf(world, 'father')];
  await householdRegistration(world, mother, caseId);
  await cardAndInsurance(world, mother, caseId);
  await deliver(world, mother, father, caseId);
  await rate(world, mother, caseId);
}

const caseOf = async (client: Client, caseId: string): Promise<Case> => client.expect(await client.get<Case>(`/api/cases/${caseId}`), 200);

/** An item that must have come to that state. */
const itemIn = async (client: Client, caseId: string, item: string, state: string) =>
  (await caseOf(client, caseId)).items.find((one) => one.item === item && one.state === state);

async function preview(world: World, mother: Client): Promise<void> {
  const found = mother.expect(await mother.get<{ entries: { code: string; name: { zh: string } }[] }>(`/api/one-things?query=${encodeURIComponent('生孩子')}`), 200);
  check(found.entries[0]?.code === 'newborn', 'searching 生孩子 finds the newborn one-thing first');
  const plan = mother.expect(await mother.post<Preview>('/api/one-things/newborn/preview', { answers: NEWBORN_ANSWERS }), 200);
  const fields = plan.form.reduce((sum, section) => sum + section.fields.length, 0);
  const { materials, steps, visits, days } = plan.savings;
  check(plan.items.length === 5 && fields >= 40, 'five items share one form of tens of fields');
  check(materials.after < materials.before && visits.after === 0, 'the bundle saves materials and every visit');
  world.say(`She searches 生孩子, answers five questions and sees: ${plan.items.length} items, one form of ${fields} fields,`);
  world.say(`  instead of ${materials.before} papers, ${steps.before} steps, ${visits.before} visits, ${days.before} days:`
    + ` ${materials.after} papers, ${steps.after} steps, ${visits.after} visits, ${days.after} days.`);
  for (const material of plan.materials) world.say(`    ${material.status === 'handIn' ? '□' : '■'} ${material.name.zh} — ${material.explanation.zh}`);
}

async function fillIn(world: World, mother: Client, father: Client): Promise<string> {
  const draft = mother.expect(await mother.post<Outcome>('/api/cases', { oneThing: 'newborn', division: '650102', answers: NEWBORN_ANSWERS }), 201);
  const path = `/api/cases/${draft.caseId}`;
  const unfinished = mother.expect(await mother.post<Problem>(`${path}/submit`, { version: draft.version }), 422);
  check(unfinished.errors!.some((problem) => problem.field === 'form.child.name'), 'an empty draft names its missing fields');
  world.say(`She begins a draft. Submitted too early, it names ${unfinished.errors!.length} fields and materials that are missing.`);
  mother.expect(await mother.put(`${path}/materials/applicant-id-card/licence`), 200);
  const version = (await caseOf(mother, draft.caseId)).version;
  mother.expect(await mother.put<Outcome>(`${path}/draft`, { version, answers: NEWBORN_ANSWERS, form: NEWBORN_FORM }), 200);
  const early = await mother.put<Problem>(`${path}/materials/other-parent-id-card/licence`);
  check(early.status >= 400 && early.status < 500, 'the other parent\'s card cannot be used without consent');
  mother.expect(await mother.post(`${path}/consents`, { subject: 'otherParent', materials: ['other-parent-id-card'] }), 201);
  const asked = father.expect(await father.get<{ entries: { id: string; state: string }[] }>('/api/consents'), 200).entries[0]!;
  father.expect(await father.post(`/api/consents/${asked.id}/grant`), 200);
  mother.expect(await mother.put(`${path}/materials/other-parent-id-card/licence`), 200);
  mother.expect(await mother.upload(`${path}/materials/name-confirmation/files`, '取名确认书.pdf', 'application/pdf', onePagePdf()), 201);
  if (world.photo) await handInPhoto(world, mother, `${path}/materials/child-photo/files`, world.photo);
  world.say('Two ID cards are met by held licences, the father\'s with his consent; the name confirmation is uploaded.');
  return draft.caseId;
}

async function handInPhoto(world: World, mother: Client, path: string, photo: Uint8Array<ArrayBuffer>): Promise<void> {
  const scan = await mother.upload<Problem>(path, '照片.pdf', 'application/pdf', onePagePdf());
  check(scan.status === 422 && scan.body.code === 'CASES.PHOTO_UNUSABLE', 'a scan that is no picture is refused as a photo');
  mother.expect(await mother.upload(path, '照片.png', 'image/png', photo), 201);
  world.say('A PDF is refused as the child\'s photo; the picture is taken, for the social security card bears it.');
}

async function submit(world: World, mother: Client, caseId: string): Promise<void> {
  const { version } = await caseOf(mother, caseId);
  const key = randomUUID();
  const first = mother.expect(await mother.post<Outcome>(`/api/cases/${caseId}/submit`, { version }, key), 200);
  const again = mother.expect(await mother.post<Outcome>(`/api/cases/${caseId}/submit`, { version }, key), 200);
  check(isDeepStrictEqual(first, again), 'the same request sent twice gets the same answer');
  const other = await mother.post<Problem>(`/api/cases/${caseId}/submit`, { version: version + 1 }, key);
  check(other.status === 422 && other.body.code === 'CASES.IDEMPOTENCY_KEY_REUSED', 'the same key with another request is refused');
  const submitted = await caseOf(mother, caseId);
  check(submitted.number !== null && submitted.items.length === 5, 'the case has its number and five items');
  check(submitted.items.filter((item) => item.state === 'waiting').length === 3, 'three items wait for others');
  world.say(`She submits: ${submitted.number}, promised by ${submitted.promisedOn}. Sent twice, it is one case with five items.`);
}

async function birthCertificate(world: World, mother: Client, caseId: string): Promise<void> {
  const [clerk, second] = [await clientOf(world, 'health.clerk'), await clientOf(world, 'health.clerk2')];
  const queue = clerk.expect(await clerk.get<{ entries: { itemId: string; item: string; version: number }[] }>('/api/queues/items?item=birth-certificate'), 200);
  const waiting = queue.entries.find((entry) => entry.item === 'birth-certificate')!;
  const path = `/api/cases/${caseId}/items/${waiting.itemId}`;
  clerk.expect(await clerk.post<Outcome>(`${path}/receive`, { version: waiting.version }), 200);
  const late = second.expect(await second.post<Problem>(`${path}/receive`, { version: waiting.version }), 409);
  check(late.current?.state === 'received', 'the second clerk is told the present state');
  world.say('Health: a clerk receives the birth certificate; a colleague who tries the same gets 409 with the present state.');
  const asked = clerk.expect(await clerk.post<Outcome>(`${path}/corrections`, {
    version: late.current!.version, points: [{ field: 'form.child.birthWeight', reason: '体重与分娩记录不一致，请核对。' }],
  }), 200);
  const [correction] = mother.expect(await mother.get<{ points: { field: string; reason: string }[] }[]>(`/api/cases/${caseId}/corrections`), 200);
  check(correction!.points[0]!.field === 'form.child.birthWeight', 'the mother reads what to correct');
  const answered = mother.expect(await mother.post<Outcome>(`${path}/corrections/answer`, { version: asked.version, form: { 'child.birthWeight': 3250 } }), 200);
  const twice = await clerk.post<Problem>(`${path}/corrections`, { version: answered.version, points: [{ field: 'form.child.name', reason: '再补一次' }] });
  check(twice.status === 409, 'corrections are asked once');
  world.say('One correction is asked and answered; a second one is refused (一次性告知).');
  await handle(world, mother, caseId, 'birth-certificate', { face: { certificateNumber: 'Z650123456' } });
  const released = await world.until('household registration is released', () => itemIn(mother, caseId, 'household-registration', 'submitted'));
  check(released.version > 1, 'household registration moved by itself');
  world.say('Health issues the birth certificate; by itself it reaches public security, where household registration begins.');
}

async function householdRegistration(world: World, mother: Client, caseId: string): Promise<void> {
  world.goTo('2026-03-03', '09:30');
  await handle(world, mother, caseId, 'household-registration', { face: { citizenNumber: NEWBORN_NUMBER, registeredOn: '2026-03-03' } });
  for (const item of ['social-security-card', 'medical-insurance-enrolment']) {
    await world.until(`${item} is released`, () => itemIn(mother, caseId, item, 'submitted'));
  }
  world.say('Next day, public security registers the child: it has a number, and card and insurance begin side by side.');
}

async function cardAndInsurance(world: World, mother: Client, caseId: string): Promise<void> {
  world.goTo('2026-03-04', '10:00');
  const stored = mother.expect(await mother.get<{ form: Record<string, unknown> }>(`/api/cases/${caseId}/form`), 200).form;
  check(stored['child.citizenId'] === NEWBORN_NUMBER, 'the child\'s number is in the form without anybody typing it');
  await Promise.all([
    handle(world, mother, caseId, 'social-security-card', { face: { cardNumber: 'A65000123' } }),
    handle(world, mother, caseId, 'medical-insurance-enrolment', { face: {} }),
    handle(world, mother, caseId, 'vaccination-certificate', { face: { certificateNumber: 'YM65010200001' } }),
  ]);
  await world.until('the one-thing is complete', async () => ((await caseOf(mother, caseId)).state === 'completed' ? true : undefined));
  world.say('Third day: card, insurance and vaccination end in parallel; every end is counted, the one-thing is complete.');
}

async function deliver(world: World, mother: Client, father: Client, caseId: string): Promise<void> {
  const window = await clientOf(world, 'health.clerk');
  const { version, items } = await caseOf(window, caseId);
  window.expect(await window.post<Outcome>(`/api/cases/${caseId}/deliver`, { version, how: 'electronic' }), 200);
  for (const parent of [mother, father]) {
    const held = await world.until('the child holds five licences', async () => {
      const all = parent.expect(await parent.get<{ entries: Licence[] }>('/api/licences?limit=50'), 200).entries;
      const ofChild = all.filter((licence) => items.some((item) => item.result?.licenceId === licence.id));
      return ofChild.length === 5 ? ofChild : undefined;
    });
    world.say(`Delivered together. As guardian, ${parent.login} sees: ${held.map((licence) => licence.type.name.zh).join('、')}.`);
  }
}

async function rate(world: World, mother: Client, caseId: string): Promise<void> {
  mother.expect(await mother.post(`/api/cases/${caseId}/ratings`, { grade: 1 }), 201);
  const again = await mother.post<Problem>(`/api/cases/${caseId}/ratings`, { grade: 5 });
  check(again.status === 409, 'a matter is rated once');
  world.say('She rates it 非常满意; a second rating is refused.');
}

const COUNTED = ['cases.submitted', 'items.reached', 'licences.issued', 'ratings.active'] as const;

async function figures(client: Client): Promise<Record<string, number>> {
  const overview = client.expect(await client.get<{ figures: Figure[] }>('/api/statistics/overview'), 200);
  return Object.fromEntries(overview.figures.map((figure) => [figure.code, figure.value ?? 0]));
}

async function compareFigures(world: World, client: Client, before: Record<string, number>): Promise<void> {
  const gained = await world.until('the figures have caught up', async () => {
    const now = await figures(client);
    const difference = COUNTED.map((code) => (now[code] ?? NaN) - (before[code] ?? NaN));
    return difference.join() === '1,5,5,1' ? difference : undefined;
  });
  world.say(`The public figures have gained ${gained[0]} case, ${gained[1]} item cases, ${gained[2]} licences, ${gained[3]} rating.`);
}

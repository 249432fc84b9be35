import type { BundlePlan } from '@onething/catalogue';
import type { CivilDate } from '@onething/kernel';
import type { Client } from './client';
import { fillForm } from './form-filling';
import { onePagePdf } from './newborn-form';
import type { Case, Item, Outcome } from './views';
import { check, clientOf, type World } from './world';

/** A world that knows what day it is on its own clock. */
export interface DatedWorld extends World {
  today(): CivilDate;
}

export interface Application {
  login: string;
  /** The person in whose name the login applies, by mandate. */
  onBehalfOf?: string;
  oneThing: string;
  answers: Record<string, unknown>;
  /** Values that matter for the story; the rest of the form is filled in plainly. */
  form: Record<string, unknown>;
  /** What is handed in for each paper; an empty page of PDF unless said otherwise. */
  file?: HandedIn;
}

export interface HandedIn {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

interface MaterialView {
  material: string;
  asked: boolean;
  status: 'handIn' | 'form' | 'omitted';
  necessity: '1' | '2' | '3';
  reason?: { by: string; holder?: string };
  source?: string;
}

/** Applies for a one-thing as its applicant would, all over HTTP. @returns the id of the submitted case */
export async function apply(world: DatedWorld, application: Application): Promise<string> {
  const applicant = await clientOf(world, application.login);
  const caseId = await draft(world, applicant, application);
  const { version } = await caseOf(applicant, caseId);
  applicant.expect(await applicant.post<Outcome>(`/api/cases/${caseId}/submit`, { version }), 200);
  const { number, promisedOn } = await caseOf(applicant, caseId);
  check(number !== null && promisedOn !== null && promisedOn >= world.today(), 'the submitted case has its number and a promised day');
  return caseId;
}

/** A draft that lacks nothing. */
export async function draft(world: DatedWorld, applicant: Client, { oneThing, answers, onBehalfOf, form: given, file }: Application): Promise<string> {
  const begun = applicant.expect(await applicant.post<Outcome>('/api/cases', { oneThing, division: '650102', answers, onBehalfOf }), 201);
  const path = `/api/cases/${begun.caseId}`;
  await attachLicences(applicant, path);
  const { plan, prefilled } = applicant.expect(await applicant.get<{ plan: BundlePlan; prefilled: Record<string, unknown> }>(`${path}/form`), 200);
  const form = fillForm(plan, { prefilled, today: world.today(), given });
  const { version } = await caseOf(applicant, begun.caseId);
  applicant.expect(await applicant.put<Outcome>(`${path}/draft`, { version, answers, form }), 200);
  await handInMaterials(applicant, path, file);
  return begun.caseId;
}

const materialsOf = async (client: Client, path: string): Promise<MaterialView[]> =>
  client.expect(await client.get<{ materials: MaterialView[] }>(`${path}/materials`), 200).materials;

async function attachLicences(applicant: Client, path: string): Promise<void> {
  for (const { material, reason } of await materialsOf(applicant, path)) {
    if (reason?.by !== 'licence' || reason.holder !== 'applicant') continue;
    const answer = await applicant.put(`${path}/materials/${material}/licence`);
    check(answer.status === 200 || answer.status === 409, `the licence for ${material} is attached, or there is none`);
  }
}

/** Promises where a promise is enough, and files for what nothing else stands for. */
async function handInMaterials(applicant: Client, path: string, file?: HandedIn): Promise<void> {
  for (const { material, asked, status, necessity, reason, source } of await materialsOf(applicant, path)) {
    const lacking = asked && necessity === '1' && source === undefined;
    if (!lacking || !(status === 'handIn' || reason?.by === 'licence' || reason?.by === 'promise')) continue;
    const answer = reason?.by === 'promise'
      ? await applicant.put(`${path}/materials/${material}/promise`, { agreed: true })
      : await applicant.upload(`${path}/materials/${material}/files`, file?.name ?? `${material}.pdf`, file?.type ?? 'application/pdf', file?.bytes ?? onePagePdf());
    check(answer.status === 200 || answer.status === 201, `${material} is handed in: ${JSON.stringify(answer.body)}`);
  }
}

export const caseOf = async (client: Client, caseId: string): Promise<Case> => client.expect(await client.get<Case>(`/api/cases/${caseId}`), 200);

export async function itemOf(client: Client, caseId: string, code: string): Promise<Item> {
  const found = (await caseOf(client, caseId)).items.find((one) => one.item === code);
  if (!found) throw new Error(`The case has no item "${code}"`);
  return found;
}

/** States by item, to be compared with what they should be. */
export async function statesOf(client: Client, caseId: string): Promise<Record<string, string>> {
  return Object.fromEntries((await caseOf(client, caseId)).items.map((one) => [one.item, one.state]));
}

/** Waits until the platform has brought these items, by itself, to these states. */
export async function untilStates(world: World, client: Client, caseId: string, expected: Record<string, string>): Promise<void> {
  const codes = Object.keys(expected);
  await world.until(`${codes.map((code) => `${code} is ${expected[code]}`).join(', ')}`, async () => {
    const states = await statesOf(client, caseId);
    return codes.every((code) => states[code] === expected[code]) || undefined;
  });
}

/** Waits until the bundle has come to that state, and compares how its applicant reads it. */
export async function untilStage(world: World, client: Client, caseId: string, stage: string): Promise<void> {
  await world.until(`the one-thing is ${stage}`, async () => ((await caseOf(client, caseId)).stage === stage ? true : undefined));
}

/** Lets the days of a public notice (公示) pass: nobody may close it earlier, and it is closed on the first day on which one may. */
export async function waitOutTheNotice(world: DatedWorld, client: Client, caseId: string, code: string): Promise<void> {
  world.goTo((await itemOf(client, caseId, code)).clock.noticeClosableOn!, '10:00');
}

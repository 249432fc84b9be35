import { DEMO_RESIDENTS } from '@onething/identity';
import { type Application, apply, caseOf, type DatedWorld, itemOf, untilStage, untilStates, waitOutTheNotice } from './application';
import type { Client } from './client';
import { madeUpNumber } from './form-filling';
import { handle } from './handling';
import type { Licence, Outcome } from './views';
import { check, clientOf } from './world';

const parent = DEMO_RESIDENTS.find(({ login }) => login === 'pupil-parent')!;
const HOME = '新疆乌鲁木齐市天山区团结路9号3单元101室';

const ANSWERS = {
  primaryLocal: { stage: 'primary', localHousehold: true, home: 'own' },
  juniorMigrant: { stage: 'junior', localHousehold: false, home: 'rent' },
};

/** @param born YYYYMMDD @param order odd for boys */
const formFor = (born: string, order: number) => ({
  'applicant.mobile': parent.mobile, 'applicant.relationToChild': 'mother', 'applicant.employer': '乌鲁木齐市天山区人民医院',
  'applicant.residenceAddress': HOME, 'applicant.residencePermitNumber': '6501022023000123',
  'child.name': '阿丽娅·买买提', 'child.citizenId': madeUpNumber(born, order), 'child.sex': order % 2 ? 'male' : 'female',
  'child.birthDate': `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`, 'child.ethnicity': '维吾尔族', 'child.specialNeeds': 'none',
  'child.householdAddress': HOME, 'case.schoolYear': 2026, 'case.propertyOwner': parent.name, 'case.propertyAddress': HOME,
  'case.firstSchool': '乌鲁木齐市第一小学', 'case.secondSchool': '乌鲁木齐市第七小学',
});

/** Always for the same child. */
export const schoolApplication = (situation: keyof typeof ANSWERS): Application =>
  ({ login: 'pupil-parent', oneThing: 'school-entry', answers: ANSWERS[situation], form: formFor('20190505', 2) });

/** Household, home and vaccination are checked side by side; the panel meets twice because somebody objected to the list. */
export async function startPrimarySchool(world: DatedWorld): Promise<string> {
  const mother = await clientOf(world, 'pupil-parent');
  const caseId = await apply(world, schoolApplication('primaryLocal'));
  await Promise.all(['enrolment-registration', 'household-check', 'property-check', 'vaccination-check']
    .map((item) => handle(world, mother, caseId, item, {})));
  await untilStates(world, mother, caseId, { 'school-admission': 'submitted' });
  await handle(world, mother, caseId, 'school-admission', {
    outcomes: { publicNotice: ['objection', 'noObjection'] },
    face: { noticeNumber: 'RX2026-650102-0001', school: '乌鲁木齐市第一小学', reportOn: '2026-08-31' },
    before: (step) => step === 'publicNotice' && waitOutTheNotice(world, mother, caseId, 'school-admission'),
  });
  await untilStage(world, mother, caseId, 'completed');
  const window = await clientOf(world, 'window.clerk');
  const { version } = await caseOf(window, caseId);
  window.expect(await window.post<Outcome>(`/api/cases/${caseId}/deliver`, { version, how: 'electronic' }), 200);
  await admissionNotice(world, mother, caseId);
  return caseId;
}

/** The notice is the child's, and its parent sees it. */
async function admissionNotice(world: DatedWorld, mother: Client, caseId: string): Promise<void> {
  const { result } = await itemOf(mother, caseId, 'school-admission');
  await world.until('the mother sees the notice of her child', async () => {
    const { entries } = mother.expect(await mother.get<{ entries: Licence[] }>('/api/licences?limit=100'), 200);
    return entries.find((licence) => licence.id === result!.licenceId && licence.type.code === 'admission-notice');
  });
}

/** A rented home without a registered lease: the check fails, and with it the admission; the other checks stand. */
export async function applyWithoutALease(world: DatedWorld): Promise<string> {
  const mother = await clientOf(world, 'pupil-parent');
  const caseId = await apply(world, { login: 'pupil-parent', oneThing: 'school-entry', answers: ANSWERS.juniorMigrant, form: formFor('20140312', 1) });
  await handle(world, mother, caseId, 'enrolment-registration', {});
  await handle(world, mother, caseId, 'residence-permit-check', {});
  await handle(world, mother, caseId, 'lease-check', { outcomes: { examination: 'doubtful', decision: 'refuse' }, reasons: '租赁合同未备案。' });
  await untilStates(world, mother, caseId, { 'school-admission': 'aborted', 'social-insurance-check': 'submitted' });
  check((await caseOf(mother, caseId)).stage === 'partlyEnded', 'the remaining check goes on');
  await handle(world, mother, caseId, 'social-insurance-check', {});
  await untilStage(world, mother, caseId, 'partlyGranted');
  return caseId;
}

/** The family moves away: all of it is withdrawn, also what waits. */
export async function moveAway(world: DatedWorld): Promise<string> {
  const mother = await clientOf(world, 'pupil-parent');
  const caseId = await apply(world, { login: 'pupil-parent', oneThing: 'school-entry', answers: ANSWERS.primaryLocal, form: formFor('20190606', 4) });
  await handle(world, mother, caseId, 'enrolment-registration', {});
  await handle(world, mother, caseId, 'household-check', { until: 'decision' });
  const { version } = await caseOf(mother, caseId);
  mother.expect(await mother.post<Outcome>(`/api/cases/${caseId}/withdraw`, { version, reason: '举家迁往外地' }), 200);
  await untilStage(world, mother, caseId, 'partlyGranted');
  const { items } = await caseOf(mother, caseId);
  const open = items.filter((item) => !['granted', 'withdrawn', 'aborted'].includes(item.state));
  check(open.length === 0 && items.find((item) => item.item === 'enrolment-registration')!.state === 'granted', 'nothing stays open');
  return caseId;
}

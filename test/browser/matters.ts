import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { CrossCaseExchange } from '@onething/cross-province';
import { DEMO_RESIDENTS } from '@onething/identity';
import { ObjectStore } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { handle } from '../acceptance/handling';
import { beginNewborn } from '../acceptance/newborn';
import { NEWBORN_NUMBER, onePagePdf } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import type { Case, Outcome } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import type { Portal } from './portal';
import { PARENT } from './routes';

/** Matters in the states that pages show, made through the API. */
export interface SomeMatters {
  /** A newborn's case: the birth certificate is issued, and public security wants something corrected. */
  submitted: string;
  /** That item of it. */
  item: string;
  /** A licence that the parent holds. */
  licence: string;
  /** A seal that waits for approval. */
  seal: string;
  /** A case of the parent that another province has taken in, with public security here. */
  crossCase: string;
  /** A bad rating of a visit at the window, with the health office. */
  badRating: string;
}

export async function makeMatters(portal: Portal): Promise<SomeMatters> {
  const world = worldOf(portal.platform);
  const submitted = await beginNewborn(world);
  const clerk = await clientOf(world, 'publicsecurity.clerk');
  const item = (await caseOf(portal, submitted)).items.find((one) => one.item === 'household-registration')!;
  const path = `/api/cases/${submitted}/items/${item.id}`;
  const received = clerk.expect(await clerk.post<Outcome>(`${path}/receive`, { version: item.version }), 200);
  clerk.expect(await clerk.post<Outcome>(`${path}/corrections`, {
    version: received.version, points: [{ field: 'form.child.nativePlace', reason: '籍贯请写到县。<b>不要</b>写小区。' }],
  }), 200);
  const parent = await clientOf(world, PARENT);
  const { entries } = parent.expect(await parent.get<{ entries: { id: string; type: { code: string } }[] }>('/api/licences'), 200);
  parent.expect(await parent.post('/api/me/corrections', { field: 'name', value: '王莉', reason: '户口簿上的“莉”登记成了“丽”。', evidence: '居民身份证、户口簿变更页。' }), 201);
  const administrator = await clientOf(world, 'administrator');
  const { sealId } = administrator.expect(await administrator.post<{ sealId: string }>('/api/seals', {
    kind: 'business', rank: 'department', ownerUscc: '11100000000013127D', name: '乌鲁木齐市天山区公安分局', lowerText: '户籍专用章', purposes: ['licence', 'notice'], reason: '户籍业务用印',
  }), 201);
  return { submitted, item: item.id, seal: sealId, crossCase: await receiveCrossCase(portal), badRating: await rateBadly(portal, submitted), licence: entries.find(({ type }) => type.code === 'id-card')!.id };
}

/** The authorities handle everything that is left of a newborn's case, until it is complete. */
export async function finishNewborn(portal: Portal, caseId: string): Promise<void> {
  const world = worldOf(portal.platform);
  const mother = await clientOf(world, PARENT);
  const released = async (item: string): Promise<unknown> => world.until(`${item} is released`, async () => (await caseOf(portal, caseId)).items.find((one) => one.item === item && one.state === 'submitted'));
  await handle(world, mother, caseId, 'birth-certificate', { face: { certificateNumber: 'Z650654321' } });
  await released('household-registration');
  await handle(world, mother, caseId, 'household-registration', { face: { citizenNumber: NEWBORN_NUMBER, registeredOn: '2026-03-02' } });
  await released('social-security-card');
  await released('medical-insurance-enrolment');
  await handle(world, mother, caseId, 'social-security-card', { face: { cardNumber: 'A65000321' } });
  await handle(world, mother, caseId, 'medical-insurance-enrolment', { face: {} });
  await handle(world, mother, caseId, 'vaccination-certificate', { face: { certificateNumber: 'YM65010200002' } });
  await world.until('the whole is complete', async () => ((await caseOf(portal, caseId)).state === 'completed' ? true : undefined));
}

export async function caseOf({ platform }: Portal, caseId: string): Promise<Case> {
  const client = await clientOf(worldOf(platform), PARENT);
  return client.expect(await client.get<Case>(`/api/cases/${caseId}`), 200);
}

/** Whoever stands at the window rates the visit badly, by the code of the receipt. @returns the id of the bad rating */
async function rateBadly(portal: Portal, caseId: string): Promise<string> {
  const world = worldOf(portal.platform);
  const [clerk, supervisor] = [await clientOf(world, 'window.clerk'), await clientOf(world, 'supervisor')];
  const { name, number } = DEMO_RESIDENTS.find(({ login }) => login === PARENT)!;
  clerk.expect(await clerk.post('/api/window-attendances', { paper: 'residentIdCard', name, number }), 201);
  const { token } = clerk.expect(await clerk.post<{ token: string }>(`/api/cases/${caseId}/rating-link?stage=intake`), 201);
  clerk.expect(await clerk.post('/api/window-attendances/end'), 204);
  const body = { token, grade: 5, tags: ['queuedAgain'], words: '预约了还要重新排队，请打13800138000' };
  await portal.platform.request.post('/api/rating-links/ratings').set('Idempotency-Key', randomUUID()).send(body).expect(201);
  return supervisor.expect(await supervisor.get<{ entries: { id: string }[] }>('/api/bad-ratings'), 200).entries[0]!.id;
}

/** As if the exchange had received it: taken in in Hangzhou, papers under way. @returns the id of the case here */
export async function receiveCrossCase({ platform }: Portal): Promise<string> {
  const { name, number } = DEMO_RESIDENTS.find(({ login }) => login === PARENT)!;
  const now = platform.clock.now();
  const [cases, conversation] = [platform.app.get(CrossCaseExchange), randomUUID()];
  const message = { conversation, from: '330000', sentAt: now, hubReceivedAt: now, wasAnswered: false };
  const checks = ['applicant-in-person', 'form-complete', 'photo-standard', 'old-document-original'].map((code) => ({ code, passed: true }));
  const answers = {
    'applicant.name': name, 'applicant.citizenId': number, 'applicant.mobile': '13800138000', 'applicant.sex': 'female', 'applicant.ethnicity': '汉族', 'applicant.birthDate': '1994-03-15',
    'applicant.idAddress': '新疆乌鲁木齐市天山区解放北路1号', 'applicant.householdDivision': '650102',
  };
  const scan = await arrivedScan(platform);
  const contents = ['cross-province-form', 'old-id-card'].map((material) => ({ material, copies: 1, original: true, scans: material === 'old-id-card' ? [scan.sha256] : [] }));
  await platform.app.get(Database).transaction(async (tx) => {
    await cases.apply(tx, {
      ...message, id: randomUUID(), sequence: 1, type: 'caseForwarded',
      body: {
        item: '002009902000', mode: 'collected', caseNumber: 'K1', receiptNumber: 'K1', applicant: { kind: 'natural', name, number }, answers, materials: [{ code: 'old-id-card', files: [scan] }],
        place: { rule: 'householdRegistration', region: '650000', reason: '' },
        intake: {
          office: { code: '330102', name: '杭州市上城区政务服务中心' }, receivedAt: new Date(now).toISOString(), formChecks: checks,
          identityCheck: { method: 'document', at: new Date(now).toISOString(), result: 'confirmed' },
        },
      },
    });
    await cases.apply(tx, {
      ...message, id: randomUUID(), sequence: 2, type: 'papersPosted',
      body: { carrier: 'EMS', trackingNumber: 'EA123456789CN', sender: '杭州市上城区政务服务中心', postedOn: '2026-03-02', recipient: '乌鲁木齐市天山区公安分局', contents },
    });
  });
  const clerk = await clientOf(worldOf(platform), 'publicsecurity.clerk');
  const { entries } = clerk.expect(await clerk.get<{ entries: { id: string }[] }>('/api/cross-province/cases?side=deciding'), 200);
  return entries[0]!.id;
}

/** A scan that has come from another province, as the exchange leaves it. */
async function arrivedScan({ app, clock }: Portal['platform']) {
  const content = Buffer.from(onePagePdf());
  const sha256 = createHash('sha256').update(content).digest('hex');
  const key = `exchange/${randomUUID()}`;
  await app.get(ObjectStore).put(key, Readable.from([content]), { contentType: 'application/pdf', maxBytes: content.length });
  const text = 'INSERT INTO exchange_stored_file (object_key, sha256, content_type, stored_at) VALUES ($1, $2, $3, $4) ON CONFLICT (sha256) DO NOTHING';
  await app.get(Database).query({ name: 'test.arrived-scan', text }, [key, sha256, 'application/pdf', new Date(clock.now())]);
  return { sha256, size: content.length, contentType: 'application/pdf', name: '旧身份证正反面.pdf' };
}

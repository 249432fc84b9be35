import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_RESIDENTS } from '@onething/identity';
import { settle } from '../support/settle';
import { makeMatters } from './matters';
import { beginDraft, DESKTOP, openPortal, PHONE, type Portal } from './portal';
import { addressOf, CLERK, PARENT } from './routes';
import { filledDraft, newMatter } from './submitted';

const FOLDER = join(__dirname, '../../docs/screens');
const PICTURES: { name: string; path: string; as?: string; theme?: 'dark'; elder?: true; upload?: 'licence' | 'altered' }[] = [
  { name: 'home', path: '/' },
  { name: 'home-dark', path: '/', theme: 'dark' },
  { name: 'home-elder', path: '/', elder: true },
  { name: 'search', path: '/?q=%E5%BC%80%E9%A5%AD%E9%A6%86' },
  { name: 'my-matters', path: '/', as: PARENT },
  { name: 'one-thing', path: '/one-things/restaurant' },
  { name: 'application', path: '/cases/{case}/apply/child', as: PARENT },
  { name: 'draft', path: '/cases/{case}', as: PARENT },
  { name: 'papers', path: '/cases/{case}/papers', as: PARENT },
  { name: 'check', path: '/cases/{filled}/check', as: PARENT },
  { name: 'receipt', path: '/cases/{submitted}/receipt', as: PARENT },
  { name: 'progress', path: '/cases/{submitted}', as: PARENT },
  { name: 'correction', path: '/cases/{submitted}/items/{item}/answer', as: PARENT },
  { name: 'delivery', path: '/cases/{submitted}/delivery', as: PARENT },
  { name: 'rate', path: '/cases/{submitted}/rate', as: PARENT },
  { name: 'withdraw', path: '/cases/{submitted}/withdraw', as: PARENT },
  { name: 'matters', path: '/cases', as: PARENT },
  { name: 'consents', path: '/consents', as: 'father' },
  { name: 'track', path: '/track' },
  { name: 'work-queue', path: '/work', as: CLERK },
  { name: 'work-item', path: '/work/cases/{new}/items/{newItem}', as: CLERK },
  { name: 'work-approvals', path: '/work/approvals', as: 'health.head' },
  { name: 'work-supervision', path: '/work/supervision', as: 'supervisor' },
  { name: 'work-deliveries', path: '/work?tab=deliveries', as: CLERK },
  { name: 'work-presented', path: '/work/presented', as: CLERK },
  { name: 'work-figures', path: '/work/figures', as: 'supervisor' },
  { name: 'figures', path: '/figures' },
  { name: 'ratings', path: '/ratings' },
  { name: 'bad-ratings', path: '/bad-ratings', as: CLERK },
  { name: 'bad-rating', path: '/bad-ratings/{badRating}', as: CLERK },
  { name: 'rating-reviews', path: '/rating-reviews', as: 'supervisor' },
  { name: 'work-office', path: '/work/office', as: 'health.head' },
  { name: 'login', path: '/login' },
  { name: 'register', path: '/register' },
  { name: 'recover', path: '/recover' },
  { name: 'account', path: '/account', as: PARENT },
  { name: 'mandates', path: '/mandates', as: PARENT },
  { name: 'mandate-new', path: '/mandates/new', as: PARENT },
  { name: 'wallet', path: '/wallet', as: PARENT },
  { name: 'wallet-present', path: '/wallet/{licence}/present', as: PARENT },
  { name: 'verify', path: '/verify', upload: 'licence' },
  { name: 'verify-altered', path: '/verify', upload: 'altered' },
  { name: 'my-data', path: '/my-data', as: PARENT },
  { name: 'inbox', path: '/inbox', as: PARENT },
  { name: 'sessions', path: '/account/sessions', as: PARENT },
  { name: 'closing', path: '/account/closing', as: PARENT },
  { name: 'identity', path: '/account/identity', as: PARENT },
  { name: 'mobile', path: '/account/mobile', as: PARENT },
  { name: 'password', path: '/account/password', as: PARENT },
  { name: 'second-factor', path: '/account/second-factor', as: PARENT },
  { name: 'external', path: '/account/external', as: PARENT },
  { name: 'own-correction', path: '/my-data/correction', as: PARENT },
  { name: 'window-corrections', path: '/window/corrections', as: 'window.clerk' },
  { name: 'access-log', path: '/my-data/access', as: PARENT },
  { name: 'inbox-preferences', path: '/inbox/preferences', as: PARENT },
  { name: 'window-check', path: '/window/identity-check', as: 'window.clerk' },
  { name: 'window-recoveries', path: '/window/recoveries', as: 'window.clerk' },
  { name: 'window-receipt', path: '/window/receipt/{counter}', as: 'window.clerk' },
  { name: 'window-attending', path: '/window/intake', as: 'window.clerk' },
  { name: 'rate-link', path: '/rate#{ratingLink}' },
  { name: 'admin-account-new', path: '/admin/accounts/new', as: 'administrator' },
  { name: 'admin-accounts-system', path: '/admin/accounts', as: 'administrator' },
  { name: 'admin-role-new', path: '/admin/roles/new', as: 'administrator' },
  { name: 'admin-measures', path: '/admin/measures', as: 'security' },
  { name: 'audit-heads', path: '/admin/audit/heads', as: 'auditor' },
  { name: 'audit-act', path: '/admin/audit/acts/{act}', as: 'auditor' },
  { name: 'window-intake', path: '/window/intake', as: 'window.clerk2' },
  { name: 'window-hotline', path: '/window/hotline', as: 'hotline' },
  { name: 'cross-province', path: '/cross-province', as: 'publicsecurity.clerk' },
  { name: 'cross-province-own', path: '/cross-province', as: PARENT },
  { name: 'cross-province-new', path: '/cross-province/new', as: 'window.clerk' },
  { name: 'cross-province-case', path: '/cross-province/cases/{crossCase}', as: 'publicsecurity.clerk' },
  { name: 'cross-province-case-own', path: '/cross-province/cases/{crossCase}', as: PARENT },
  { name: 'work-item-correction', path: '/work/cases/{submitted}/items/{item}', as: 'publicsecurity.clerk' },
  { name: 'work-applicant', path: '/work?tab=applicant', as: CLERK },
  { name: 'admin-exchange', path: '/admin/exchange', as: 'administrator' },
  { name: 'outline', path: '/one-things/company-change' },
  { name: 'admin-accounts', path: '/admin/accounts', as: 'security' },
  { name: 'admin-roles', path: '/admin/roles', as: 'security' },
  { name: 'admin-seals', path: '/admin/seals', as: 'administrator' },
  { name: 'admin-seal', path: '/admin/seals/{seal}', as: 'security' },
  { name: 'admin-seal-change', path: '/admin/seals/{seal}/change', as: 'administrator' },
  { name: 'admin-seal-new', path: '/admin/seals/new', as: 'administrator' },
  { name: 'audit-log', path: '/admin/audit', as: 'auditor' },
  { name: 'settings', path: '/settings' },
  { name: 'design', path: '/design' },
  { name: 'design-dark', path: '/design', theme: 'dark' },
  { name: 'not-found', path: '/no/such/page' },
];

/** The applicant stands at the counter of the window's clerk, with the receipt of a case. */
async function atCounter({ platform }: Portal, caseId: string): Promise<{ counter: string; ratingLink: string }> {
  const { name, number } = DEMO_RESIDENTS.find(({ login }) => login === PARENT)!;
  const authorization = `Bearer ${await platform.login('window.clerk')}`;
  await platform.request.post('/api/window-attendances').set({ authorization }).send({ paper: 'residentIdCard', name, number }).expect(201);
  const link = await platform.request.post(`/api/cases/${caseId}/rating-link`).set({ authorization }).expect(201);
  return { counter: caseId, ratingLink: (link.body as { token: string }).token };
}

/** The file of a licence, and the same with one bit turned, each with the name that it has on the page. */
async function sealedFiles({ platform }: Portal): Promise<Record<'licence' | 'altered', Buffer>> {
  await settle(platform.app);
  const headers = { authorization: `Bearer ${await platform.login(PARENT)}` };
  const { body } = await platform.request.get('/api/licences').set(headers).expect(200);
  const made = (body as { entries: { id: string; file: { state: string } }[] }).entries.find(({ file }) => file.state === 'made')!;
  const licence = Buffer.from(await (await fetch(`${platform.url}/api/licences/${made.id}/file`, { headers })).arrayBuffer());
  const altered = Buffer.from(licence);
  altered[2_000]! ^= 1;
  return { licence, altered };
}

async function anAct({ platform }: Portal): Promise<string> {
  const { body } = await platform.request.get('/api/security-log').set('Authorization', `Bearer ${await platform.login('auditor')}`).expect(200);
  return (body as { entries: { id: string }[] }).entries.at(-1)!.id;
}

describe('pictures', () => {
  let portal: Portal;
  let known: Record<string, string>;
  let sealed: Record<'licence' | 'altered', Buffer>;

  beforeAll(async () => {
    portal = await openPortal({ seals: true });
    known = { case: await beginDraft(portal, PARENT), filled: await filledDraft(portal), ...await makeMatters(portal), ...await newMatter(portal) };
    Object.assign(known, await atCounter(portal, known.new!), { act: await anAct(portal) });
    sealed = await sealedFiles(portal);
    mkdirSync(FOLDER, { recursive: true });
  }, 120_000);
  afterAll(() => portal?.close());

  const wanted = process.env.PICTURES?.split(',');
  const pictures = PICTURES.filter(({ name }) => wanted === undefined || wanted.includes(name));
  test.each(pictures.flatMap((picture) => ([['phone', PHONE], ['desktop', DESKTOP]] as const).flatMap(([size, viewport]) => (
    (['zh-CN', 'en'] as const).map((language) => [`${picture.name}-${size}-${language.slice(0, 2)}`, picture, viewport, language] as const)
  ))))('%s', async (name, { path, as, theme, elder, upload }, viewport, language) => {
    const visitor = await portal.visit({ viewport, language, theme, elder });
    // A second factor serves once: each log-in has a time step of its own.
    portal.platform.clock.advanceBy(30_000);
    if (as) await visitor.logIn(as);
    await visitor.open(addressOf(path, known));
    if (upload) {
      await visitor.page.locator('input[type=file]').setInputFiles({ name: 'licence.pdf', mimeType: 'application/pdf', buffer: sealed[upload] });
      await visitor.page.locator('details').first().waitFor();
    }
    await visitor.page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
    await visitor.leave();
  }, 60_000);
});

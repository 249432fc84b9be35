import type { CatalogueService } from '@onething/catalogue';
import type { Person } from '@onething/identity';
import type { InvitationLinks } from '@onething/ratings';
import fc from 'fast-check';
import { LANGUAGES, type NoticeData } from './domain/notice';
import { NOTICE_KINDS, type NoticeKind, placeholdersOf } from './domain/notice-kinds';
import { UNSAID } from './domain/wording';
import { loadNoticeTemplates } from './notice-templates.file';
import { NoticeTexts } from './notice-texts';
import { RatingAddresses } from './rating-addresses';

const kinds = Object.keys(NOTICE_KINDS) as NoticeKind[];
const named = (zh: string, en: string) => ({ name: { zh, en } });
const published = {
  oneThing: named('新生儿出生', 'A child is born'),
  catalogue: {
    items: new Map([['birth', named('出生医学证明', 'Birth certificate')], ['household', named('户口登记', 'Household registration')]]),
    departments: new Map([['health', named('卫生健康', 'Health')]]),
    elements: new Map([['child.name', named('孩子姓名', 'Name of the child')]]),
    licenceTypes: new Map([['id-card-licence', named('居民身份证', 'Identity card')]]),
    materials: new Map([['id-card', named('身份证', 'Identity card')]]),
  },
};
const catalogue = {
  getPublished: () => Promise.resolve(published),
  findAuthority: (department: string, division: string) =>
    Promise.resolve(department === 'health' && division === '650102' ? named('天山区卫生健康委员会', 'Health Commission of Tianshan') : undefined),
} as unknown as CatalogueService;

const PERSONS = new Map([['p', { name: '欧阳小明', kind: 'natural' }], ['c', { name: '某某有限公司', kind: 'legal' }]]) as unknown as Map<string, Person>;
const texts = new NoticeTexts(loadNoticeTemplates(), catalogue, { findPersons: () => Promise.resolve(PERSONS) }, new RatingAddresses({ tokenOf: () => 'token' } as unknown as InvitationLinks, { publicUrl: 'https://gov.example' }));
const BASE: NoticeData = { oneThing: 'newborn', oneThingVersion: 1, division: '650102' };

test('says what happened, who has it, until when and what to do', async () => {
  const data: NoticeData = { ...BASE, item: 'birth', department: 'health', points: ['form.child.name', 'materials.id-card'], until: '2026-03-09' };
  const { title, body } = await texts.inbox({ kind: 'correctionAsked', data });
  expect(title).toEqual({ zh: '请补正：出生医学证明', en: 'Please correct: Birth certificate' });
  expect(body.zh).toBe('天山区卫生健康委员会审查“出生医学证明”后，请您补正：孩子姓名、身份证。请在 2026年3月9日 以前登录平台，按说明修改后重新提交。在您补正以前，“出生医学证明”不会继续办理。');
  expect(body.en).toContain('asks you to correct: Name of the child, Identity card. Please log in by 9 March 2026');
});

test('a notice about a mandate names the other side, a natural person masked', async () => {
  const { title, body } = await texts.inbox({ kind: 'mandateOffered', data: { mandateId: 'm', personId: 'c', until: '2026-12-31' } });
  expect(title).toEqual({ zh: '授权委托待您答复：某某有限公司', en: 'A mandate awaits your answer: 某某有限公司' });
  expect(body.zh).toContain('有效期至 2026年12月31日');
  expect((await texts.inbox({ kind: 'mandateAccepted', data: { mandateId: 'm', personId: 'p', until: '2026-12-31' } })).title.zh).toBe('对方已接受授权委托：欧**明');
});

test('a mail has the name of its recipient, an SMS masks it', async () => {
  const notice = { kind: 'granted', data: { ...BASE, item: 'birth', department: 'health' } } as const;
  const mail = await texts.mail(notice, 'zh', '欧阳小明');
  expect(mail.subject).toBe('【一件事】准予：出生医学证明');
  expect(mail.body).toMatch(/^欧阳小明，您好：\n\n天山区卫生健康委员会对“出生医学证明”作出了准予的决定/);
  const sms = await texts.sms(notice, 'zh', '欧阳小明');
  expect(sms).toMatch(/^【一件事】欧\*\*明，/);
  expect(sms).not.toContain('欧阳小明');
});

const anyData: fc.Arbitrary<NoticeData> = fc.record({
  oneThing: fc.constant('newborn'), oneThingVersion: fc.constant(1), division: fc.constantFrom('650102', '110101'),
  caseNumber: fc.string(), item: fc.constantFrom('birth', 'gone'), department: fc.constantFrom('health', 'gone'), receiptNumber: fc.string(),
  points: fc.array(fc.constantFrom('form.child.name', 'materials.id-card', 'form.gone', 'gone')), until: fc.constant('2026-12-31'),
  dueOn: fc.constant('2026-01-01'), days: fc.nat(), deadline: fc.constantFrom('acceptance' as const, 'promiseCheck' as const),
  procedure: fc.constantFrom('hearing' as const, 'other' as const), reason: fc.constantFrom('purposeGone' as const, 'other' as const),
  how: fc.constantFrom('electronic' as const, 'posted' as const), items: fc.array(fc.constantFrom('birth', 'gone')), failedItem: fc.constant('household'), licences: fc.array(fc.constantFrom('id-card-licence', 'gone')),
  succeeded: fc.nat(), failed: fc.nat(),
}, { requiredKeys: ['oneThing', 'oneThingVersion', 'division'] });

test('rendering never leaves a placeholder, whatever a notice says or leaves unsaid', async () => {
  await fc.assert(fc.asyncProperty(fc.constantFrom(...kinds), anyData, fc.constantFrom(...LANGUAGES), async (kind, data, language) => {
    const notice = { kind, data: { ...data, caseNumber: data.caseNumber?.replace(/[{}]/g, ''), receiptNumber: data.receiptNumber?.replace(/[{}]/g, '') } };
    const { title, body } = await texts.inbox(notice);
    const mail = await texts.mail(notice, language, '王小明');
    const all = [title.zh, title.en, body.zh, body.en, mail.subject, mail.body, await texts.sms(notice, language, '王小明')];
    for (const words of all) {
      expect(words).not.toMatch(/[{}]|undefined|null/);
      expect(words.trim()).not.toBe('');
    }
  }));
});

test('with all that its kind names, no notice leaves anything unsaid', async () => {
  const data: NoticeData = {
    ...BASE, caseNumber: 'YJS1', item: 'birth', department: 'health', receiptNumber: 'R1', points: ['materials.id-card'], until: '2026-03-09',
    dueOn: '2026-03-10', days: 5, deadline: 'promise', procedure: 'hearing', reason: 'purposeGone', how: 'posted', items: ['birth'],
    failedItem: 'household', succeeded: 1, failed: 0, licences: ['id-card-licence'], mandateId: 'm', personId: 'p',
  };
  for (const kind of kinds) {
    const { title, body } = await texts.inbox({ kind, data });
    expect([kind, `${title.zh}${body.zh}${title.en}${body.en}`.includes(UNSAID.zh)]).toEqual([kind, false]);
    expect(placeholdersOf(kind)).toEqual([...new Set(placeholdersOf(kind))]);
  }
});

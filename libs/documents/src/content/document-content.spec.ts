import { type ClockFacts, extend, startAcceptanceClock, startPromiseClock, suspend } from '@onething/deadlines';
import { CALENDAR, type Given, MONDAY, sourceOf } from '../fixtures/document-source';
import { type DocumentContent, contentOf } from './document-content';
import { renderDocument } from './render-document';

const DAY = 86_400_000;
const contentFor = (given: Given): DocumentContent => contentOf(sourceOf(given));
const zh = (content: DocumentContent) => renderDocument(content, 'zh');

/** One of each kind and each of its variants. */
const GIVEN: Given[] = [
  { kind: 'receipt', type: 'received', payload: { acceptBy: '2026-03-09' } },
  { kind: 'reworkNotice', type: 'returnedForRework', payload: { points: ['materials.photo'], until: '2026-03-16' }, notes: { 1: [{ field: 'materials.photo', reason: '模糊' }] } },
  { kind: 'correctionNotice', type: 'correctionAsked', payload: { points: ['form.case.signText'], until: '2026-03-16', phase: 'acceptance', again: false }, notes: { 1: [{ field: 'form.case.signText', reason: '含错字' }] } },
  { kind: 'correctionNotice', type: 'correctionAsked', payload: { points: ['form.case.signText'], until: '2026-03-16', phase: 'examination', again: false } },
  ...(['ordinary', 'laterMaterials', 'onPromise', 'bySilence'] as const).map((how): Given => ({
    kind: 'acceptanceNotice', type: 'accepted', payload: { dueOn: '2026-03-09', calendarVersion: 'v', how, laterMaterials: ['photo'], until: '2026-03-12' },
  })),
  { kind: 'nonAcceptanceNotice', type: 'notAccepted', payload: { competent: '市公安局' }, notes: { 1: '不属于本机关职权' } },
  { kind: 'procedureNotice', type: 'procedureStarted', payload: { kind: 'hearing', plannedEnd: '2026-03-20' }, notes: { 1: '涉及相邻关系' } },
  { kind: 'extensionNotice', type: 'extensionApproved', payload: { days: 3, dueOn: '2026-03-12' }, before: [{ type: 'extensionProposed', payload: { days: 3 } }], notes: { 1: '情况复杂' } },
  { kind: 'grantDecision', type: 'decided', payload: { step: 'd', decision: 'grant' }, before: [{ type: 'stepCompleted', payload: {} }] },
  { kind: 'refusalDecision', type: 'decided', payload: { step: 'd', decision: 'refuse' }, before: [{ type: 'stepCompleted', payload: {} }], notes: { 1: '内部意见', 2: '占压消防通道' } },
  { kind: 'grantWithdrawalDecision', type: 'grantWithdrawn', payload: { licenceId: 'l' }, notes: { 1: '现场未配备灭火器' } },
  ...(['electronic', 'collected', 'posted'] as const).map((how): Given => ({
    kind: 'deliveryReceipt', type: 'delivered', payload: { how, items: ['sign'], results: ['l'], tracking: how === 'posted' ? 'EMS123456' : null, all: true },
  })),
  { kind: 'withdrawalConfirmation', type: 'itemWithdrawn', payload: { reason: 'applicant' }, notes: { 1: '不办了' } },
  { kind: 'terminationNotice', type: 'itemEndedEarly', payload: { reason: 'applicantCeased' }, notes: { 1: '公司已注销' } },
  { kind: 'terminationNotice', type: 'itemExpired', payload: {} },
  { kind: 'terminationNotice', type: 'itemAborted', payload: { failed: 'fire' } },
];

describe.each(GIVEN.map((given) => [`${given.kind} by ${given.type}`, given] as const))('%s', (_, given) => {
  test('has title, number, authority with its code, day and a place for the seal, in both languages', () => {
    const content = contentFor(given);
    for (const language of ['zh', 'en'] as const) {
      const page = renderDocument(content, language);
      for (const part of [content.title[language], content.number, content.authority.name[language], content.authority.uscc, '2026-03-02', 'class="seal"', content.paragraphs[0]![language]]) {
        expect(page).toContain(part.replaceAll('\'', '&#39;'));
      }
      expect(page).not.toMatch(/\{\w+\}|undefined|\[object/);
    }
  });

  test('is one page that loads nothing and runs nothing', () => {
    expect(zh(contentFor(given))).not.toMatch(/<script|<img|<link|<iframe|\ssrc=|\shref=|\son\w+=|url\(|@import/i);
  });
});

test('markup in every free text and name stands there as text', () => {
  const evil = '</p><script>alert(1)</script><img src=x onerror=alert(1)>"\'`&';
  const notes = { 1: evil, 2: evil };
  const asked = [{ field: 'materials.photo', reason: evil }];
  for (const given of GIVEN) {
    const points = given.kind === 'correctionNotice' || given.kind === 'reworkNotice';
    const payload = { ...given.payload, ...(given.kind === 'nonAcceptanceNotice' ? { competent: evil } : {}), ...('tracking' in given.payload ? { tracking: evil } : {}) };
    const page = zh(contentFor({ ...given, payload, applicantName: evil, notes: points ? { 1: asked } : notes }));
    expect(page).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
    expect(page).toContain('&lt;script&gt;');
  }
});

test('a correction lists each point with its material or field, what is wrong and the rule', () => {
  const payload = { points: ['materials.photo', 'form.case.signText'], until: '2026-03-16', phase: 'acceptance' as const, again: false };
  const notes = { 1: [{ field: 'materials.photo', reason: '模糊' }, { field: 'form.case.signText', reason: '含错字' }] };
  expect(contentFor({ kind: 'correctionNotice', type: 'correctionAsked', payload, notes }).points).toEqual([
    { name: { zh: '效果图', en: 'Picture' }, reason: '模糊', rule: { zh: '原件1份，复印件2份；实施办法第三条', en: 'Originals: 1, copies: 2; 实施办法第三条' } },
    { name: { zh: '招牌文字', en: 'Text of the sign' }, reason: '含错字', rule: expect.objectContaining({ zh: '城市市容和环境卫生管理条例第十一条' }) },
  ]);
});

test.each([['refusalDecision', '占压消防通道'], ['grantWithdrawalDecision', '现场未配备灭火器']])('a %s gives its reasons and both remedies, with the authority and the terms', (one, text) => {
  const content = contentFor(GIVEN.find(({ kind }) => kind === one)!);
  expect(content.reason).toEqual({ label: { zh: '理由', en: 'Reasons' }, text });
  expect(content.remedies.map((text) => text.zh).join('')).toMatch(/六十日内向天山区人民政府申请行政复议.*六个月内.*人民法院提起行政诉讼/);
});

test.each(['itemExpired', 'itemAborted'] as const)('what ended by itself (%s) is no decision and has no remedies', (type) => {
  expect(contentFor(GIVEN.find((given) => given.type === type)!).remedies).toEqual([]);
});

test('only the receipt carries the query code', () => {
  const codes = GIVEN.filter((given) => contentFor(given).facts.some(({ value }) => value.zh === '012345')).map(({ kind }) => kind);
  expect(codes).toEqual(['receipt']);
});

describe('how the date came about', () => {
  const limit = { value: 5, unit: 'workingDays' as const };
  const promise = startPromiseClock({ on: '2026-03-02' }, limit);
  const acceptedOn = (dueOn: string, kept: ClockFacts) =>
    contentFor({ kind: 'acceptanceNotice', type: 'accepted', payload: { dueOn, calendarVersion: 'v', how: 'ordinary', laterMaterials: [], until: null }, clock: { promise: kept } }).explanation;

  test('stands in the notice as it was then, whatever happened later', () => {
    const later = extend(suspend(promise, { kind: 'hearing', reason: 'r', from: '2026-03-03', plannedTo: '2026-03-05' }), { days: 3, approvedBy: 'h', reason: 'r', on: '2026-03-04' }, CALENDAR);
    expect(acceptedOn('2026-03-09', later)).toEqual(acceptedOn('2026-03-09', promise));
    expect(acceptedOn('2026-03-09', promise).at(-1)!.zh).toContain('2026-03-09 到期');
  });

  test('is left out when what is kept leads to another day', () => {
    expect(acceptedOn('2026-03-09', startPromiseClock({ on: '2026-04-01' }, limit))).toEqual([]);
  });

  test('counts the extension that the notice is about', () => {
    const clock = { promise: extend(promise, { days: 3, approvedBy: 'h', reason: 'r', on: '2026-03-04' }, CALENDAR) };
    const { explanation } = contentFor({ kind: 'extensionNotice', type: 'extensionApproved', payload: { days: 3, dueOn: '2026-03-12' }, clock, at: MONDAY + 2 * DAY });
    expect(explanation.map((text) => text.zh).join('\n')).toContain('延期 3 个工作日');
  });

  test('of a receipt goes back to the count before a correction', () => {
    const acceptance: ClockFacts = {
      ...startAcceptanceClock({ on: '2026-03-05' }), earlier: [{ start: { on: '2026-03-02' }, suspensions: [], until: '2026-03-05', because: 'correction' }],
    };
    const { explanation } = contentFor({ kind: 'receipt', type: 'received', payload: { acceptBy: '2026-03-09' }, clock: { acceptance } });
    expect(explanation.at(-1)!.zh).toContain('2026-03-09 到期');
  });
});

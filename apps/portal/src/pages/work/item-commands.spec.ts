import { bodyOf, COMMAND_FORMS, keyOf, offered, type OpenCommand, wrongFields } from './item-commands';

const open = (command: string, more: Partial<OpenCommand> = {}): OpenCommand => ({ command, name: { zh: '', en: '' }, data: [], ...more });

test('what residents and the platform do is not offered, and the next thing to do comes first', () => {
  expect(offered([open('withdraw'), open('end'), open('askCorrection'), open('receive')]).map(({ command }) => command)).toEqual(['receive', 'askCorrection', 'end']);
});

test('each outcome of a step is a way of its own', () => {
  expect(keyOf(open('decide', { step: 'review', outcome: 'grant' }))).toBe('decide.review.grant');
  expect(wrongFields(open('decide', { decides: 'grant' }), {})).toEqual([]);
  expect(wrongFields(open('decide', { decides: 'refuse' }), { reasons: '  ' })).toEqual(['reasons']);
});

test.each([
  ['points without a reason', 'askCorrection', { points: [{ field: 'form.child.name', reason: ' ' }] }, ['points']],
  ['no point', 'askCorrection', { points: [] }, ['points']],
  ['eleven days', 'proposeExtension', { days: 11, reason: '材料复杂' }, ['days']],
  ['no day', 'startProcedure', { kind: 'hearing', reason: '听证', plannedEnd: '2026-3' }, ['plannedEnd']],
  ['later materials without a day', 'accept', { acceptance: { how: 'later', materials: ['a'], until: '', checkBy: '' } }, ['acceptance']],
  ['an opinion that may be left out', 'completeStep', { opinion: '' }, []],
])('%s', (_, command, values, wrong) => {
  expect(wrongFields(open(command), values)).toEqual(wrong);
});

test('the body has what the server takes, trimmed, and nothing that is empty', () => {
  expect(bodyOf(open('completeStep', { step: 'review', outcome: 'pass' }), { opinion: ' ' }, 3)).toEqual({ version: 3, outcome: 'pass' });
  expect(bodyOf(open('decide', { step: 'd', outcome: 'no', decides: 'refuse' }), { reasons: ' 不符 ' }, 3)).toEqual({ version: 3, step: 'd', outcome: 'no', reasons: '不符' });
  expect(bodyOf(open('issueResult', { step: 'make', outcome: 'made' }), { face: { number: 'Z1', other: '' } }, 3)).toEqual({ version: 3, step: 'make', outcome: 'made', face: { number: 'Z1' } });
  expect(bodyOf(open('accept'), { acceptance: { how: 'later', materials: ['a'], until: '2026-03-09', checkBy: '' } }, 1)).toEqual({ version: 1, later: { materials: ['a'], until: '2026-03-09' } });
  expect(bodyOf(open('checkPromise'), { kept: 'no', finding: '不符' }, 1)).toEqual({ version: 1, kept: false, finding: '不符' });
  expect(wrongFields(open('checkPromise'), { kept: 'no', finding: '不符', rectifyBy: '' })).toEqual([]);
  expect(wrongFields(open('checkPromise'), { kept: 'no', finding: '不符', rectifyBy: '明天' })).toEqual(['rectifyBy']);
});

test('every form has an address', () => {
  expect(Object.values(COMMAND_FORMS).every(({ path }) => /^[a-z{}/-]+$/.test(path))).toBe(true);
});

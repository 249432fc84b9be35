import fc from 'fast-check';
import { NOTICE_KINDS, type NoticeKind } from './notice-kinds';
import { parseTemplates, render } from './template';

const text = (words: string) => ({ zh: words, en: words });
const kinds = Object.keys(NOTICE_KINDS) as NoticeKind[];
const FRAME = { mailSubject: text('{title}'), mailBody: text('{recipient} {body}'), sms: text('{text}') };

function files(changes: Record<string, unknown> = {}): unknown[] {
  const all = Object.fromEntries(kinds.map((kind) => [kind, { title: text('t'), body: text('b'), sms: text('s') }]));
  return [{ frame: FRAME }, { ...all, ...changes }];
}
const withText = (part: string, words: unknown) => files({ received: { title: text('t'), body: text('b'), sms: text('s'), [part]: words } });

test('takes what is complete', () => {
  expect(parseTemplates(withText('body', text('{item} {receiptNumber} {oneThing}'))).kinds.received.body.en).toBe('{item} {receiptNumber} {oneThing}');
});

test.each([
  ['a kind without texts', files({ granted: undefined }), '"granted" are missing'],
  ['a kind that does not exist', files({ praised: {} }), 'no kind of notice "praised"'],
  ['a kind twice', [...files(), { granted: {} }], '"granted" stand twice'],
  ['a text that is missing', withText('sms', undefined), 'received.sms are missing'],
  ['a language that is missing', withText('title', { zh: '收件' }), 'received.title.en is missing'],
  ['an empty language', withText('title', { zh: '收件', en: ' ' }), 'received.title.en is missing'],
  ['a placeholder that nobody knows', withText('body', text('{mood}')), 'received.body.zh names {mood}'],
  ['a placeholder of another kind', withText('body', text('{until}')), 'received.body.zh names {until}'],
  ['the recipient in the inbox', withText('body', text('{recipient}')), 'names {recipient}'],
  ['an empty placeholder', withText('body', text('{}')), 'names {}'],
  ['a single brace', withText('body', text('{item')), 'single brace'],
  ['a text that is not known', withText('fax', text('x')), '"fax", which is not known'],
  ['a frame that is missing', files().slice(1), '"frame" are missing'],
  ['a frame that names what is not there', [{ frame: { ...FRAME, sms: text('{body}') } }, files()[1]], 'frame.sms.zh names {body}'],
])('refuses %s', (_, value, message) => {
  expect(() => parseTemplates(value)).toThrow(message);
});

test('may name the recipient in an SMS', () => {
  expect(() => parseTemplates(withText('sms', text('{recipient}')))).not.toThrow();
});

test('rendering puts every value where it belongs and reads none of them again', () => {
  const names = ['item', 'until', 'points'];
  const piece = fc.oneof(fc.constantFrom(...names).map((name) => ({ name })), fc.string().filter((words) => !/[{}]/.test(words)).map((words) => ({ words })));
  const values = fc.record({ item: fc.string(), until: fc.string(), points: fc.constantFrom('{item}', '{', '$&', '材料') });
  fc.assert(fc.property(fc.array(piece), values, (pieces, given) => {
    const template = pieces.map((one) => ('name' in one ? `{${one.name}}` : one.words)).join('');
    const expected = pieces.map((one) => ('name' in one ? given[one.name as keyof typeof given] : one.words)).join('');
    expect(render(template, given)).toBe(expected);
  }));
});

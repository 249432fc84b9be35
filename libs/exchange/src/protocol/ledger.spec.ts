import fc from 'fast-check';
import { compareLedgers, type LedgerLine } from './ledger';

const digestAt = (side: string, count: number) => `${side}${count}`;
/** A conversation in which the first side has said `one` messages and the second `two`; each has read so many of them. */
const lines = (one: number, two: number, read: { one: number; two: number }): [LedgerLine, LedgerLine] => [
  { sent: one, sentDigest: digestAt('one', one), received: read.one, receivedDigest: digestAt('two', read.one) },
  { sent: two, sentDigest: digestAt('two', two), received: read.two, receivedDigest: digestAt('one', read.two) },
];
const conversation = fc.tuple(fc.nat(9), fc.nat(9)).chain(([one, two]) => fc.record({ one: fc.constant(one), two: fc.constant(two), readOne: fc.integer({ min: 0, max: two }), readTwo: fc.integer({ min: 0, max: one }) }));

test('what one side lacks the other one is asked for, and sends', () => {
  fc.assert(fc.property(conversation, ({ one, two, readOne, readTwo }) => {
    const [mine, theirs] = lines(one, two, { one: readOne, two: readTwo });
    const wanted = [
      ...(two > readOne ? [{ kind: 'ask', from: readOne + 1, to: two }] : []),
      ...(one > readTwo ? [{ kind: 'send', from: readTwo + 1, to: one }] : []),
    ];
    expect(compareLedgers(mine, theirs)).toEqual(wanted);
    const seenFromThere = compareLedgers(theirs, mine).map((each) => ({ ...each, kind: each.kind === 'ask' ? 'send' : 'ask' }));
    expect(seenFromThere).toEqual(expect.arrayContaining(wanted));
  }));
});

test('a side that knows less than it has said is seen from both', () => {
  const [mine, theirs] = lines(3, 2, { one: 2, two: 3 });
  expect(compareLedgers(mine, { ...theirs, sent: 1, sentDigest: digestAt('two', 1) })).toEqual([{ kind: 'forgotten' }]);
  expect(compareLedgers({ ...mine, sent: 2, sentDigest: digestAt('one', 2) }, theirs)).toEqual([{ kind: 'forgotten' }]);
});

test('as many and not the same is a fork', () => {
  const [mine, theirs] = lines(3, 2, { one: 2, two: 3 });
  expect(compareLedgers({ ...mine, receivedDigest: 'another' }, theirs)).toEqual([{ kind: 'forked' }]);
  expect(compareLedgers(mine, { ...theirs, receivedDigest: 'another' })).toEqual([{ kind: 'forked' }]);
});

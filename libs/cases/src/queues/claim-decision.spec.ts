import { type ClaimCommand, decideClaim } from './claim-decision';

const me = { accountId: 'me', standsIn: false, isHead: false };
const free = { accountId: null, version: 2 };
const mine = { accountId: 'me', version: 3 };
const theirs = { accountId: 'colleague', version: 3 };
const claim: ClaimCommand = { type: 'claim' };
const release: ClaimCommand = { type: 'release' };
const handOver: ClaimCommand = { type: 'handOver', to: 'third' };

test.each([
  ['a free one is claimed', free, claim, me, { accountId: 'me', what: 'claimed' }],
  ['one\'s own stays', mine, claim, me, undefined],
  ['the substitute takes over', theirs, claim, { ...me, standsIn: true }, { accountId: 'me', what: 'claimed' }],
  ['one\'s own is given back', mine, release, me, { accountId: null, what: 'released' }],
  ['a free one is free', free, release, me, undefined],
  ['a head gives back for another', theirs, release, { ...me, isHead: true }, { accountId: null, what: 'released' }],
  ['one\'s own is handed over', mine, handOver, me, { accountId: 'third', what: 'handedOver' }],
  ['the substitute hands over', theirs, handOver, { ...me, standsIn: true }, { accountId: 'third', what: 'handedOver' }],
  ['a free one is assigned', free, { type: 'assign', to: 'third' }, { ...me, isHead: true }, { accountId: 'third', what: 'assigned' }],
  ['a claimed one is assigned', theirs, { type: 'assign', to: 'me' }, { ...me, isHead: true }, { accountId: 'me', what: 'assigned' }],
] as const)('%s', (_, present, command, who, expected) => expect(decideClaim(present, command, who)).toEqual(expected));

test.each([
  ['claiming a colleague\'s', theirs, claim, me, 'CASES.CLAIMED_BY_COLLEAGUE'],
  // A head assigns it, so that the history says who decided that.
  ['a head claiming a colleague\'s', theirs, claim, { ...me, isHead: true }, 'CASES.CLAIMED_BY_COLLEAGUE'],
  ['releasing a colleague\'s', theirs, release, me, 'CASES.CLAIMED_BY_COLLEAGUE'],
  ['handing over a colleague\'s', theirs, handOver, me, 'CASES.CLAIMED_BY_COLLEAGUE'],
  ['handing over what nobody has', free, handOver, me, 'CASES.NOT_CLAIMED'],
] as const)('%s is refused', (_, present, command, who, code) => {
  expect(() => decideClaim(present, command, who)).toThrow(expect.objectContaining({ kind: 'refused', code, extra: { current: present } }));
});

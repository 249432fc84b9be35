import { type Actor, ROLES, type Role } from '@onething/kernel';
import { type Action, ACTIONS, admits, AUTHORISATION, authorise, isAllowed, isOpenToAnyone } from './authorisation';

const OFFICE = { departmentCode: 'health', divisionCode: '650102' };
const ANYONE = ['nobody', ...ROLES];
const STAFF = ['clerk', 'reviewer', 'head'];
const FRONT = [...STAFF, 'windowClerk'];
const INTAKE = ['clerk', 'windowClerk', 'head'];

/** Who may do what with a thing that lies within their scope. Written down apart from the table, to be compared with it. */
const EXPECTED: Record<Action, string[]> = {
  'catalogue.read': ANYONE, 'statistics.read': ANYONE, 'health.read': ANYONE, 'openapi.read': ANYONE, 'auth.login': ANYONE, 'auth.refresh': ANYONE, 'case.track': ANYONE,
  'session.read': [...ROLES], 'session.end': [...ROLES],
  'account.readSelf': [...ROLES],
  'case.draft': ['resident'], 'case.read': ['resident', ...FRONT], 'case.submit': ['resident'], 'case.answerCorrection': ['resident'],
  'case.withdraw': ['resident'], 'file.upload': ['resident'], 'file.read': ['resident', ...FRONT], 'licence.readOwn': ['resident'],
  'consent.ask': ['resident'], 'consent.decide': ['resident'], 'rating.give': ['resident'],
  'queue.read': FRONT, 'queue.search': FRONT, 'queue.claim': FRONT, 'queue.assign': ['head'], 'absence.read': FRONT, 'absence.declare': FRONT,
  'case.readAsStaff': FRONT, 'item.receive': INTAKE, 'item.returnForRework': INTAKE, 'item.askCorrectionAgain': ['head'], 'item.pause': STAFF,
  'item.proposeExtension': STAFF, 'item.approveExtension': ['head'], 'item.checkPromise': STAFF, 'item.forwardUp': ['head'], 'item.end': ['head'],
  'item.reopen': ['supervisor'], 'item.readCommands': ['resident', ...FRONT, 'supervisor'], 'item.askCorrection': FRONT,
  'item.accept': INTAKE, 'item.step': STAFF, 'item.decide': STAFF, 'item.issueResult': STAFF, 'item.deliver': INTAKE,
  'statistics.readInternal': ['supervisor'], 'catalogue.publish': ['administrator'],
  'window.read': ANYONE, 'window.manage': ['administrator'],
  'inbox.read': [...ROLES], 'notice.administer': ['administrator'],
};

function actorWith(role: Role, office = OFFICE): Actor {
  return role === 'resident'
    ? { accountId: 'account', personId: 'me', kind: 'resident', level: 2, roles: ['resident'], posts: [] }
    : { accountId: 'account', personId: 'me', kind: 'staff', level: 2, roles: [role], posts: [{ role, ...office }] };
}

const WITHIN = { partyIds: ['me'], ...OFFICE };
const FOREIGN = [
  ['nothing is known of', {}],
  ['somebody else\'s', { partyIds: ['other'], departmentCode: 'taxation', divisionCode: '110101' }],
  ['of another department', { partyIds: [], departmentCode: 'taxation', divisionCode: '650102' }],
  ['of another division', { partyIds: [], departmentCode: 'health', divisionCode: '650103' }],
] as const;

describe.each(ACTIONS)('%s', (action) => {
  test.each(ANYONE)('by %s', (role) => {
    const actor = role === 'nobody' ? undefined : actorWith(role as Role);
    const expected = EXPECTED[action].includes(role);
    expect(isAllowed(actor, action, WITHIN)).toBe(expected);
    expect(admits(actor, action)).toBe(expected);
    if (expected) expect(() => authorise(actor, action, WITHIN)).not.toThrow();
    else expect(() => authorise(actor, action, WITHIN)).toThrow(expect.objectContaining({ kind: 'forbidden', code: 'IDENTITY.FORBIDDEN' }));
  });

  test.each(FOREIGN)('with a thing %s', (_, resource) => {
    const scoped = AUTHORISATION[action].filter((grant) => grant.scope === 'party' || grant.scope === 'office');
    for (const { to } of scoped) expect(isAllowed(actorWith(to as Role), action, resource)).toBe(false);
  });
});

/** Written down apart from the table, as EXPECTED is. */
const NEED_LEVEL_2: Action[] = [
  'case.submit', 'case.answerCorrection', 'case.withdraw', 'licence.readOwn', 'consent.ask', 'consent.decide', 'rating.give',
];

test.each(ACTIONS)('%s at real-name level 1', (action) => {
  const registered: Actor = { ...actorWith('resident'), level: 1 };
  const expected = EXPECTED[action].includes('resident') && !NEED_LEVEL_2.includes(action);
  expect(isAllowed(registered, action, WITHIN)).toBe(expected);
  expect(admits(registered, action)).toBe(expected);
  if (expected) return;
  const code = NEED_LEVEL_2.includes(action) ? 'IDENTITY.LEVEL_TOO_LOW' : 'IDENTITY.FORBIDDEN';
  expect(() => authorise(registered, action, WITHIN)).toThrow(expect.objectContaining({ kind: 'forbidden', code }));
});

test('anyone means without a token', () => {
  expect(ACTIONS.filter(isOpenToAnyone)).toEqual(ACTIONS.filter((action) => EXPECTED[action] === ANYONE));
});

test.each([
  ['650000', '650102', true], ['650100', '650102', true], ['650102', '650102', true], ['650102', '650103', false],
  ['650102', '650100', false], ['650100', '650201', false], ['650000', '110101', false],
])('a supervisor of %s sees %s: %s', (own, other, expected) => {
  const supervisor = actorWith('supervisor', { departmentCode: 'governmentServices', divisionCode: own });
  expect(isAllowed(supervisor, 'statistics.readInternal', { divisionCode: other })).toBe(expected);
});

test('a role reaches only as far as the posts of that very role', () => {
  const actor: Actor = {
    ...actorWith('clerk'),
    roles: ['clerk', 'head'],
    posts: [{ role: 'clerk', ...OFFICE }, { role: 'head', departmentCode: 'health', divisionCode: '650103' }],
  };
  expect(isAllowed(actor, 'item.decide', { departmentCode: 'health', divisionCode: '650103' })).toBe(true);
  expect(isAllowed(actor, 'item.decide', { departmentCode: 'health', divisionCode: '650104' })).toBe(false);
});

test('a staff account is no party of its own person\'s matters', () => {
  expect(isAllowed(actorWith('clerk'), 'case.read', { partyIds: ['me'] })).toBe(false);
});

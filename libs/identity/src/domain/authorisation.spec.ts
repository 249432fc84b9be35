import { type Actor, ROLES, type Role } from '@onething/kernel';
import {
  type Action, ACTIONS, admits, AUTHORISATION, authorise, isAllowed, isAllowedToPeer, isOpenToAnyone, MANDATED_ACTIONS, type RepresentedMatter,
} from './authorisation';
import { MANDATE_ACTS, type MandateAct, type MandateInForce } from './mandate';

const OFFICE = { departmentCode: 'health', divisionCode: '650102' };
const ANYONE = ['nobody', ...ROLES];
const STAFF = ['clerk', 'reviewer', 'head'];
const FRONT = [...STAFF, 'windowClerk'];
const COUNTER = ['clerk', 'windowClerk'];
const INTAKE = ['clerk', 'windowClerk', 'head'];

/** Who may do what with a thing that lies within their scope. Written down apart from the table, to be compared with it. */
const EXPECTED: Record<Action, string[]> = {
  'catalogue.read': ANYONE, 'statistics.read': ANYONE, 'health.read': ANYONE, 'openapi.read': ANYONE, 'auth.login': ANYONE, 'auth.refresh': ANYONE, 'auth.readDemoAccounts': ANYONE, 'case.track': ANYONE,
  'verification.verifyFile': ANYONE, 'verification.query': ANYONE, 'verification.readTrust': ANYONE,
  'session.read': [...ROLES], 'session.end': [...ROLES], 'secondFactor.enrol': [...ROLES], 'secondFactor.give': [...ROLES], 'password.change': [...ROLES], 'externalIdentity.link': [...ROLES],
  'account.register': ANYONE, 'account.recover': ANYONE,
  'account.readSelf': [...ROLES], 'account.change': [...ROLES], 'account.confirmIdentity': INTAKE, 'account.attend': COUNTER,
  'account.list': ['administrator', 'securityAdministrator'], 'account.propose': ['administrator'], 'account.approve': ['securityAdministrator'], 'account.lock': ['securityAdministrator'],
  'case.draft': ['resident', ...COUNTER], 'case.read': ['resident', ...FRONT], 'case.readTimeline': ['resident', ...FRONT, 'supervisor'], 'case.submit': ['resident', ...COUNTER], 'case.answerCorrection': ['resident'],
  'case.withdraw': ['resident'], 'case.chooseDelivery': ['resident', ...COUNTER], 'file.upload': ['resident', ...COUNTER], 'file.read': ['resident', ...FRONT], 'licence.readOwn': ['resident'], 'licence.readFile': ['resident', 'clerk', 'reviewer', 'head'], 'licence.changeState': ['head'],
  'licence.present': ['resident'], 'licence.import': ['resident'], 'licence.readPresentation': FRONT,
  'consent.ask': ['resident', ...COUNTER], 'consent.decide': ['resident'], 'rating.give': ['resident'], 'rating.invite': COUNTER, 'rating.byLink': ANYONE,
  'rating.enter': ['hotlineOperator'], 'rating.review': ['supervisor'], 'rating.readPublished': ANYONE,
  'badRating.read': ['clerk', 'head', 'supervisor'], 'badRating.handle': ['clerk', 'head'], 'badRating.prove': ['clerk', 'head', 'supervisor'], 'badRating.supervise': ['supervisor'],
  'queue.read': FRONT, 'queue.search': FRONT, 'queue.claim': FRONT, 'queue.assign': ['head'], 'absence.read': FRONT, 'absence.declare': FRONT,
  'case.readAsStaff': FRONT, 'case.unmask': STAFF, 'item.receive': INTAKE, 'item.returnForRework': INTAKE, 'item.askCorrectionAgain': ['head'], 'item.pause': STAFF,
  'item.proposeExtension': STAFF, 'item.approveExtension': ['head'], 'item.checkPromise': STAFF, 'item.withdrawGrant': ['head'], 'item.forwardUp': ['head'], 'item.end': ['head'],
  'item.reopen': ['supervisor'], 'item.readCommands': ['resident', ...FRONT, 'supervisor'], 'item.askCorrection': FRONT,
  'item.accept': INTAKE, 'item.step': STAFF, 'item.decide': STAFF, 'item.issueResult': STAFF, 'item.deliver': INTAKE,
  'statistics.readInternal': ['supervisor'], 'catalogue.publish': ['administrator'],
  'window.read': ANYONE, 'window.manage': ['administrator'],
  'inbox.read': [...ROLES], 'ownData.read': [...ROLES], 'ownData.export': [...ROLES], 'ownData.correct': ['resident'], 'correction.decide': INTAKE, 'notice.administer': ['administrator'],
  'mandate.give': ['resident'], 'mandate.hold': ['resident'], 'mandate.read': ['resident'],
  'seal.read': ['administrator', 'securityAdministrator'], 'seal.apply': ['administrator'], 'seal.approve': ['securityAdministrator'], 'seal.suspend': ['administrator', 'securityAdministrator'],
  'crossProvince.takeIn': COUNTER, 'crossProvince.handle': STAFF, 'crossProvince.decide': ['head'], 'crossProvince.read': ['resident', ...FRONT], 'crossProvince.attach': FRONT,
  'crossProvince.tell': [],
  'exchange.read': ['administrator'], 'exchange.decide': ['administrator'],
  'audit.read': ['auditor'], 'audit.export': ['auditor'], 'audit.readKeys': ANYONE,
};

function actorWith(role: Role, office = OFFICE): Actor {
  return role === 'resident'
    ? { accountId: 'account', personId: 'me', kind: 'resident', level: 2, roles: ['resident'], posts: [] }
    : { accountId: 'account', personId: 'me', kind: 'staff', level: 2, roles: [role], posts: [{ role, ...office }] };
}

const AT_COUNTER: RepresentedMatter = {
  oneThing: 'newborn', stage: 'draft', begunBy: 'me', atCounter: true,
  mandates: [{ id: 'attendance', agentPersonId: 'me', principalPersonId: 'me', principalAccountId: 'account', acts: ['read', 'apply'], oneThings: 'all' }],
};
const WITHIN = { partyIds: ['me'], concernedIds: ['applicant'], represented: AT_COUNTER, ...OFFICE };
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
    const scoped = AUTHORISATION[action].filter((grant) => grant.scope === 'party' || grant.scope === 'office' || grant.scope === 'counter');
    for (const { to } of scoped) expect(isAllowed(actorWith(to as Role), action, resource)).toBe(false);
  });
});

/** Written down apart from the table, as EXPECTED is. */
const NEED_LEVEL_2: Action[] = [
  'case.submit', 'case.answerCorrection', 'case.withdraw', 'licence.readOwn', 'licence.readFile', 'licence.present', 'licence.import', 'consent.ask', 'consent.decide', 'rating.give',
  'mandate.give', 'mandate.hold', 'mandate.read', 'ownData.correct', 'crossProvince.read',
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

test.each(ACTIONS)('a message of another region does %s at most in a case that is handled with that region', (action) => {
  const expected = action === 'crossProvince.tell';
  expect(isAllowedToPeer('330000', action, { ...WITHIN, peerRegion: '330000' })).toBe(expected);
  for (const resource of [{}, WITHIN, { peerRegion: '510000' }, { ...WITHIN, peerRegion: '330100' }]) expect(isAllowedToPeer('330000', action, resource)).toBe(false);
  if (expected) for (const role of ROLES) expect(isAllowed(actorWith(role), action, { ...WITHIN, peerRegion: '650000' })).toBe(false);
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

/** What an agent may do with one act of a mandate alone, of a draft that the agent has begun, and of a submitted matter. */
const BY_MANDATE: Record<MandateAct, { draft: Action[]; submitted: Action[] }> = {
  read: { draft: [], submitted: ['case.read', 'file.read', 'item.readCommands'] },
  apply: { draft: ['case.draft', 'case.read', 'case.submit', 'case.chooseDelivery', 'file.upload', 'file.read', 'consent.ask'], submitted: [] },
  correct: { draft: [], submitted: ['case.answerCorrection', 'file.upload', 'consent.ask'] },
  withdraw: { draft: [], submitted: ['case.withdraw'] },
  useLicences: { draft: [], submitted: [] },
  collect: { draft: [], submitted: ['case.chooseDelivery'] },
};

describe('an agent', () => {
  const mandate = (change: Partial<MandateInForce> = {}): MandateInForce => (
    { id: 'm', principalPersonId: 'principal', principalAccountId: 'a', agentPersonId: 'me', acts: MANDATE_ACTS, oneThings: ['newborn'], ...change });
  const matter = (stage: RepresentedMatter['stage'], mandates: MandateInForce[], change: Partial<RepresentedMatter> = {}) =>
    ({ partyIds: ['principal'], ...OFFICE, represented: { oneThing: 'newborn', stage, begunBy: 'me', mandates, ...change } });
  const allowed = (resource: ReturnType<typeof matter>, actor = actorWith('resident')) =>
    Object.keys(MANDATED_ACTIONS).filter((action) => isAllowed(actor, action as Action, resource));

  test.each(MANDATE_ACTS)('does by "%s" this, and nothing else', (act) => {
    const residents = ACTIONS.filter((action) => AUTHORISATION[action].some(({ scope }) => scope === 'party'));
    for (const stage of ['draft', 'submitted'] as const) {
      const resource = matter(stage, [mandate({ acts: [act] })]);
      expect(residents.filter((action) => isAllowed(actorWith('resident'), action, resource))).toEqual(
        residents.filter((action) => BY_MANDATE[act][stage].includes(action)));
    }
  });

  test.each([
    ['without a mandate', matter('submitted', [])],
    ['for another one-thing', matter('submitted', [mandate()], { oneThing: 'retirement' })],
    ['of another agent', matter('submitted', [mandate({ agentPersonId: 'other' })])],
    ['of another principal', matter('submitted', [mandate({ principalPersonId: 'other' })])],
    ['of a draft that somebody else has begun', matter('draft', [mandate()], { begunBy: 'principal' })],
    ['of a draft of which it is not known who has begun it', matter('draft', [mandate()], { begunBy: null })],
  ])('does nothing %s', (_, resource) => {
    expect(allowed(resource)).toEqual([]);
    expect(allowed({ ...resource, represented: { ...resource.represented, oneThing: 'newborn', stage: 'submitted', mandates: [mandate()] } })).not.toEqual([]);
  });

  test('acts as a resident only, never with a staff account of the same person', () => {
    for (const role of STAFF) expect(isAllowed(actorWith(role as Role, { departmentCode: 'x', divisionCode: 'y' }), 'case.read', matter('submitted', [mandate()]))).toBe(false);
  });
});

test.each(ACTIONS.filter((action) => AUTHORISATION[action].some(({ scope }) => scope === 'office' || scope === 'division')))('nobody does %s in a matter of one\'s own', (action) => {
  for (const { to, scope } of AUTHORISATION[action]) {
    if (scope !== 'office' && scope !== 'division') continue;
    expect(() => authorise(actorWith(to as Role), action, { concernedIds: ['applicant', 'me'], ...OFFICE }))
      .toThrow(expect.objectContaining({ kind: 'forbidden', code: 'IDENTITY.OWN_MATTER' }));
  }
});

test('whom a matter merely concerns may do nothing in it as a party', () => {
  for (const action of ACTIONS.filter((one) => AUTHORISATION[one].some(({ scope }) => scope === 'party'))) {
    expect([action, isAllowed(actorWith('resident'), action, { partyIds: ['applicant'], concernedIds: ['applicant', 'me'] })]).toEqual([action, false]);
  }
});

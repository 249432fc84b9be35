import { type Actor, DomainError, type Post, type Role } from '@onething/kernel';
import { covers as mandateCovers, type MandateAct, type MandateInForce } from './mandate';

/** Everything that anybody can ask of the platform. A route declares one of them; a route without one is closed. */
export const ACTIONS = [
  'catalogue.read', 'statistics.read', 'health.read', 'openapi.read', 'auth.login', 'auth.refresh', 'case.track', 'verification.verifyFile', 'verification.query', 'verification.readTrust',
  'session.read', 'session.end',
  'account.register', 'account.recover', 'account.change', 'account.confirmIdentity', 'account.attend', 'account.list', 'account.propose', 'account.approve', 'account.lock',
  'account.readSelf', 'case.draft', 'case.read', 'case.readTimeline', 'case.submit', 'case.answerCorrection', 'case.withdraw', 'case.chooseDelivery',
  'file.upload', 'file.read', 'licence.readOwn', 'licence.readFile', 'licence.changeState', 'licence.present', 'licence.readPresentation', 'licence.import', 'consent.ask', 'consent.decide', 'rating.give', 'rating.invite', 'rating.byLink',
  'queue.read', 'queue.search', 'queue.claim', 'queue.assign', 'absence.read', 'absence.declare', 'case.readAsStaff', 'case.unmask', 'item.receive', 'item.askCorrection', 'item.accept', 'item.step', 'item.decide',
  'item.issueResult', 'item.deliver', 'item.returnForRework', 'item.askCorrectionAgain', 'item.pause', 'item.proposeExtension',
  'item.approveExtension', 'item.checkPromise', 'item.withdrawGrant', 'item.forwardUp', 'item.end', 'item.reopen', 'item.readCommands',
  'statistics.readInternal', 'catalogue.publish', 'window.read', 'window.manage', 'inbox.read', 'notice.administer',
  'ownData.read', 'ownData.export', 'ownData.correct', 'correction.decide',
  'mandate.give', 'mandate.hold', 'mandate.read',
  'audit.read', 'audit.export', 'audit.readKeys',
  'auth.readDemoAccounts', 'secondFactor.enrol', 'secondFactor.give', 'password.change', 'externalIdentity.link',
  'seal.read', 'seal.apply', 'seal.approve', 'seal.suspend',
  'rating.enter', 'rating.review', 'rating.readPublished', 'badRating.read', 'badRating.handle', 'badRating.prove', 'badRating.supervise',
  'crossProvince.takeIn', 'crossProvince.handle', 'crossProvince.decide', 'crossProvince.read', 'crossProvince.attach', 'crossProvince.tell',
  'exchange.read', 'exchange.decide',
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * How far a grant reaches: `everything` · `party` a matter in which the actor's person takes part, or acts by a mandate of a
 * person who does ·
 * `peerRegion` a case whose conversation is held with the very region that a message comes from · `office` the very department and division of a post · `counter` a matter of the
 * person who stands at the clerk's counter now · `division` the division of a post and those below it. No office reaches
 * a matter in which its official takes part in person: somebody else must handle it (回避, 公务员法 art. 76, 行政许可法 art. 48).
 */
export type Scope = 'everything' | 'party' | 'office' | 'division' | 'counter' | 'peerRegion';

/** `anyone` needs no token; `account` is any active account, whatever its roles; `peer` another region, by its signed messages, never an account. */
export interface Grant {
  to: Role | 'anyone' | 'account' | 'peer';
  scope: Scope;
  /** Least real-name level (实名等级) of the account; any when absent. */
  level?: 2;
}

/** What the scopes are compared with: what the thing asked for belongs to. */
export interface Resource {
  /** Persons whose matter it is: applicant, holder … */
  partyIds?: readonly string[];
  /** Everybody whose matter it is in person, whether they may act in it or not: officials among them must leave it to others. */
  concernedIds?: readonly string[];
  /** By whose mandate others act in it; without it nobody does. */
  represented?: RepresentedMatter;
  departmentCode?: string;
  divisionCode?: string;
  /** Code of the region with which it is handled together. */
  peerRegion?: string;
}

/** A matter as mandates look at it. */
export interface RepresentedMatter {
  oneThing: string;
  stage: 'draft' | 'submitted';
  /** Who has begun the draft: it is shown to no other agent. */
  begunBy: string | null;
  /** Those in force now, looked up for this very request: what was revoked or has expired is not among them. */
  mandates: readonly MandateInForce[];
  /** What stands for mandates is the presence of the person at the clerk's counter. */
  atCounter?: boolean;
}

/**
 * The act of a mandate that an action needs, of a draft and of a submitted matter. What does not stand here is done by the
 * parties themselves alone: no mandate lets an agent decide on consents, rate, or give mandates in the principal's name.
 */
export const MANDATED_ACTIONS = {
  'case.draft': { draft: 'apply' },
  'case.submit': { draft: 'apply' },
  'case.read': { draft: 'apply', submitted: 'read' },
  'file.read': { draft: 'apply', submitted: 'read' },
  'file.upload': { draft: 'apply', submitted: 'correct' },
  'consent.ask': { draft: 'apply', submitted: 'correct' },
  'rating.invite': { draft: 'apply', submitted: 'read' },
  'item.readCommands': { submitted: 'read' },
  'case.answerCorrection': { submitted: 'correct' },
  'case.withdraw': { submitted: 'withdraw' },
  'case.chooseDelivery': { draft: 'apply', submitted: 'collect' },
} satisfies Partial<Record<Action, Partial<Record<RepresentedMatter['stage'], MandateAct>>>>;

const ANYONE: Grant[] = [{ to: 'anyone', scope: 'everything' }];
/** What an account may do for the person whose number nobody has checked yet: write drafts. */
const PARTY: Grant[] = [{ to: 'resident', scope: 'party' }];
/** What needs a checked person: it has effect outside, or shows what authorities have issued. */
const CHECKED_PARTY: Grant[] = [{ to: 'resident', scope: 'party', level: 2 }];
const HEAD: Grant[] = [{ to: 'head', scope: 'office' }];
const CLERK: Grant[] = [{ to: 'clerk', scope: 'office' }];
/** Windows that serve several departments receive, accept and hand over for them (前台综合受理、统一窗口出件), and examine nothing. */
const WINDOW: Grant[] = [{ to: 'windowClerk', scope: 'office' }];
const INTAKE: Grant[] = [...CLERK, ...WINDOW, ...HEAD];
/** For the person at the counter, while they stand there (窗口代办): the clerk who receives them, nobody else. */
const COUNTER: Grant[] = [{ to: 'clerk', scope: 'counter' }, { to: 'windowClerk', scope: 'counter' }];
const OFFICE: Grant[] = [...CLERK, ...HEAD, { to: 'reviewer', scope: 'office' }];
const OFFICE_AND_WINDOW: Grant[] = [...OFFICE, ...WINDOW];

/** The one table of who may do what. Which step of a process is whose is said by the process itself, not here. */
export const AUTHORISATION = {
  'catalogue.read': ANYONE,
  'statistics.read': ANYONE,
  'health.read': ANYONE,
  'openapi.read': ANYONE,
  'auth.login': ANYONE,
  'auth.refresh': ANYONE,
  /** In embedded demo mode alone. */
  'auth.readDemoAccounts': ANYONE,
  /** By case number and query code (查询码), without an account. */
  'case.track': ANYONE,
  /** Is a licence genuine, and does it stand (证照核验): whoever is shown one may ask. */
  'verification.verifyFile': ANYONE,
  'verification.query': ANYONE,
  'verification.readTrust': ANYONE,
  /** Of the own account. */
  'session.read': [{ to: 'account', scope: 'everything' }],
  'session.end': [{ to: 'account', scope: 'everything' }],
  'secondFactor.enrol': [{ to: 'account', scope: 'everything' }],
  'secondFactor.give': [{ to: 'account', scope: 'everything' }],
  'password.change': [{ to: 'account', scope: 'everything' }],
  /** Of the own account to the identity provider, and back. */
  'externalIdentity.link': [{ to: 'account', scope: 'everything' }],
  'account.register': ANYONE,
  'account.recover': ANYONE,
  'account.readSelf': [{ to: 'account', scope: 'everything' }],
  'account.change': [{ to: 'account', scope: 'everything' }],
  /** That the person at the window is who an account says to be: anybody may go to any window. */
  'account.confirmIdentity': INTAKE.map((grant) => ({ ...grant, scope: 'everything' as const })),
  /** To apply for the person at the counter, whose paper the clerk has compared. */
  'account.attend': [...CLERK, ...WINDOW].map((grant) => ({ ...grant, scope: 'everything' as const })),
  'account.list': [{ to: 'administrator', scope: 'everything' }, { to: 'securityAdministrator', scope: 'everything' }],
  /** Accounts of officials and their roles: proposed by the one, approved by the other. */
  'account.propose': [{ to: 'administrator', scope: 'everything' }],
  'account.approve': [{ to: 'securityAdministrator', scope: 'everything' }],
  'account.lock': [{ to: 'securityAdministrator', scope: 'everything' }],
  'case.draft': [...PARTY, ...COUNTER],
  'case.read': [...PARTY, ...OFFICE_AND_WINDOW, ...COUNTER],
  /** What happened, with the free texts of which one is the audience. */
  'case.readTimeline': [...PARTY, ...OFFICE_AND_WINDOW, { to: 'supervisor', scope: 'division' }],
  'case.submit': [...CHECKED_PARTY, ...COUNTER],
  'case.answerCorrection': CHECKED_PARTY,
  'case.withdraw': CHECKED_PARTY,
  /** How the results are to be handed over. */
  'case.chooseDelivery': [...PARTY, ...COUNTER],
  'file.upload': [...PARTY, ...COUNTER],
  'file.read': [...PARTY, ...OFFICE_AND_WINDOW, ...COUNTER],
  'licence.readOwn': CHECKED_PARTY,
  /** The sealed file and the status records: the holder's, and of the office that issued it. */
  'licence.readFile': [...CHECKED_PARTY, ...OFFICE],
  /** 亮证: shown by the holder, read by whichever office it is shown to. */
  'licence.present': CHECKED_PARTY,
  /** Of one's own, issued by others. */
  'licence.import': CHECKED_PARTY,
  'licence.readPresentation': OFFICE_AND_WINDOW.map((grant) => ({ ...grant, scope: 'everything' as const })),
  /** 暂扣、注销、撤销、吊销 …: by the office that issued it. */
  'licence.changeState': HEAD,
  'consent.ask': [...CHECKED_PARTY, ...COUNTER],
  'consent.decide': CHECKED_PARTY,
  'rating.give': CHECKED_PARTY,
  /** A link for the person at the counter, to rate later without a log-in. */
  'rating.invite': COUNTER,
  /** Whoever holds such a link. */
  'rating.byLink': ANYONE,
  /** Typed for a caller of the hotline (12345), who knows number and query code of the matter: by its operators, who handle nothing. */
  'rating.enter': [{ to: 'hotlineOperator', scope: 'everything' }],
  /** Suspicious ratings, and words before they are published. */
  'rating.review': [{ to: 'supervisor', scope: 'division' }],
  'rating.readPublished': ANYONE,
  /** 差评: the responsible unit handles it; appeals and whom it falls to are decided above it. */
  'badRating.read': [...CLERK, ...HEAD, { to: 'supervisor', scope: 'division' }],
  'badRating.handle': [...CLERK, ...HEAD],
  /** Files as evidence, by who judges, mends or decides. */
  'badRating.prove': [...CLERK, ...HEAD, { to: 'supervisor', scope: 'division' }],
  'badRating.supervise': [{ to: 'supervisor', scope: 'division' }],
  'queue.read': OFFICE_AND_WINDOW,
  /** By the applicant's number or name. */
  'queue.search': OFFICE_AND_WINDOW,
  'queue.claim': OFFICE_AND_WINDOW,
  'queue.assign': HEAD,
  'absence.read': OFFICE_AND_WINDOW,
  /** Of oneself; a head also of a colleague. */
  'absence.declare': OFFICE_AND_WINDOW,
  'case.readAsStaff': OFFICE_AND_WINDOW,
  /** Fields that an item of the office asks for, which are shown masked. For a reason, and recorded. */
  'case.unmask': OFFICE,
  'item.receive': INTAKE,
  'item.askCorrection': OFFICE_AND_WINDOW,
  'item.accept': INTAKE,
  'item.step': OFFICE,
  'item.decide': OFFICE,
  'item.issueResult': OFFICE,
  'item.deliver': INTAKE,
  'item.returnForRework': INTAKE,
  'item.askCorrectionAgain': HEAD,
  'item.pause': OFFICE,
  'item.proposeExtension': OFFICE,
  'item.approveExtension': HEAD,
  'item.checkPromise': OFFICE,
  /** Whoever finds a promise broken proposes it by that finding. */
  'item.withdrawGrant': HEAD,
  'item.forwardUp': HEAD,
  'item.end': HEAD,
  'item.readCommands': [...PARTY, ...OFFICE_AND_WINDOW, { to: 'supervisor', scope: 'division' }],
  'item.reopen': [{ to: 'supervisor', scope: 'division' }],
  'statistics.readInternal': [{ to: 'supervisor', scope: 'division' }],
  'catalogue.publish': [{ to: 'administrator', scope: 'everything' }],
  /** Where people can go. */
  'window.read': ANYONE,
  'window.manage': [{ to: 'administrator', scope: 'division' }],
  /** Everybody has an inbox, and only that one. */
  'inbox.read': [{ to: 'account', scope: 'everything' }],
  /** What is kept about oneself, and who looked at it. */
  'ownData.read': [{ to: 'account', scope: 'everything' }],
  'ownData.export': [{ to: 'account', scope: 'everything' }],
  /** One's own name and number, as the register of persons has them. */
  'ownData.correct': CHECKED_PARTY,
  /** By who can compare papers at a window of the person's division, or above it. */
  'correction.decide': INTAKE.map((grant) => ({ ...grant, scope: 'division' as const })),
  'notice.administer': [{ to: 'administrator', scope: 'everything' }],
  /** Offer a mandate in one's own name, and revoke it. */
  'mandate.give': CHECKED_PARTY,
  /** Accept or decline a mandate that is offered to oneself, and give it up. */
  'mandate.hold': CHECKED_PARTY,
  /** An offer waits for a checked person: a number that somebody merely claims opens nothing. */
  'mandate.read': CHECKED_PARTY,
  'audit.read': [{ to: 'auditor', scope: 'everything' }],
  'audit.export': [{ to: 'auditor', scope: 'everything' }],
  /** Public keys of tree heads. */
  'audit.readKeys': ANYONE,
  /** Seals: applied for, made and filed by the one, approved, enabled and cancelled by the other; either stops a seal at once. */
  'seal.read': [{ to: 'administrator', scope: 'everything' }, { to: 'securityAdministrator', scope: 'everything' }],
  'seal.apply': [{ to: 'administrator', scope: 'everything' }],
  'seal.approve': [{ to: 'securityAdministrator', scope: 'everything' }],
  'seal.suspend': [{ to: 'administrator', scope: 'everything' }, { to: 'securityAdministrator', scope: 'everything' }],
  /** 跨省通办: the window of the intake place takes in and sends; offices of the deciding place handle, their heads decide. */
  'crossProvince.takeIn': [...CLERK, ...WINDOW],
  'crossProvince.handle': OFFICE,
  'crossProvince.decide': HEAD,
  'crossProvince.read': [...CHECKED_PARTY, ...OFFICE_AND_WINDOW],
  /** Hand in scans and results that a step names afterwards. */
  'crossProvince.attach': OFFICE_AND_WINDOW,
  /** What the other place has done in a case: of conversations with that region alone. */
  'crossProvince.tell': [{ to: 'peer', scope: 'peerRegion' }],
  /** The exchange itself: how it stands, and what becomes of that which was refused. */
  'exchange.read': [{ to: 'administrator', scope: 'everything' }],
  'exchange.decide': [{ to: 'administrator', scope: 'everything' }],
} satisfies Record<Action, readonly Grant[]>;

/** True when the action needs no token. */
export function isOpenToAnyone(action: Action): boolean {
  return grantsOf(action).some((grant) => grant.to === 'anyone');
}

/** At the door, before the thing asked for is known: does any grant fit the actor's roles? */
export function admits(actor: Actor | undefined, action: Action): boolean {
  return grantsOf(action).some((grant) => grant.to === 'anyone' || (actor !== undefined && holds(actor, grant)));
}

/** With the thing at hand: does a grant fit role and scope both? A scope that the resource says nothing about never fits. */
export function isAllowed(actor: Actor | undefined, action: Action, resource: Resource): boolean {
  return grantsOf(action).some((grant) =>
    grant.to === 'anyone' || (actor !== undefined && holds(actor, grant) && reaches(actor, action, grant, resource)));
}

/** May that region's messages do this? No account ever may what a peer may, nor the other way round. @param region code, as its certificate says it */
export function isAllowedToPeer(region: string, action: Action, { peerRegion }: Resource): boolean {
  return grantsOf(action).some(({ to, scope }) => to === 'peer' && scope === 'peerRegion' && peerRegion === region);
}

/** @throws DomainError `IDENTITY.FORBIDDEN` when the actor may not do that with this resource, `IDENTITY.LEVEL_TOO_LOW`, `IDENTITY.OWN_MATTER` */
export function authorise(actor: Actor | undefined, action: Action, resource: Resource): void {
  if (isAllowed(actor, action, resource)) return;
  throw isAllowed(actor, action, { ...resource, concernedIds: [] }) ? ownMatter() : refusalOf(actor, action);
}

/** Why the actor may not do that: a grant fits but for the level, or none does. */
export function refusalOf(actor: Actor | undefined, action: Action): DomainError {
  if (actor && grantsOf(action).some((grant) => hasRole(actor, grant) && !hasLevel(actor, grant))) {
    return new DomainError('forbidden', 'IDENTITY.LEVEL_TOO_LOW',
      'This needs an account whose person was checked (real-name level 2). Confirm yourself under /api/me/identity-proofs, or at a window with your paper.');
  }
  return new DomainError('forbidden', 'IDENTITY.FORBIDDEN', `Your account may not do this here (${action}). Ask somebody whose role and office it is.`);
}

function ownMatter(): DomainError {
  return new DomainError('forbidden', 'IDENTITY.OWN_MATTER', 'You take part in this matter in person. Leave it to a colleague.');
}

function grantsOf(action: Action): readonly Grant[] {
  return AUTHORISATION[action];
}

function holds(actor: Actor, grant: Grant): boolean {
  return hasRole(actor, grant) && hasLevel(actor, grant);
}

function hasLevel(actor: Actor, { level = 1 }: { level?: number }): boolean {
  return actor.level >= level;
}

function hasRole(actor: Actor, { to }: Grant): boolean {
  return to === 'account' || (to !== 'anyone' && to !== 'peer' && actor.roles.includes(to));
}

function reaches(actor: Actor, action: Action, grant: Grant, resource: Resource): boolean {
  const posts = actor.posts.filter((post) => post.role === grant.to);
  const isConcerned = resource.concernedIds?.includes(actor.personId) ?? false;
  switch (grant.scope) {
    case 'everything':
      return true;
    case 'party':
      return resource.partyIds?.includes(actor.personId) || represents(actor, action, resource);
    case 'counter':
      return resource.represented?.atCounter === true && represents(actor, action, resource);
    case 'office':
      return !isConcerned && posts.some((post) => isOffice(post, resource));
    case 'peerRegion':
      return false;
    case 'division':
      return !isConcerned && posts.some((post) => covers(post.divisionCode, resource.divisionCode));
  }
}

/** By a mandate of one of the parties, for this one-thing and this act. */
function represents({ personId }: Actor, action: Action, { partyIds = [], represented }: Resource): boolean {
  if (!represented) return false;
  const { oneThing, stage, begunBy, mandates } = represented;
  const act = (MANDATED_ACTIONS as Partial<Record<Action, Partial<Record<typeof stage, MandateAct>>>>)[action]?.[stage];
  if (act === undefined || (stage === 'draft' && begunBy !== personId)) return false;
  return mandates.some((mandate) =>
    mandate.agentPersonId === personId && partyIds.includes(mandate.principalPersonId) && mandateCovers(mandate, act, oneThing));
}

function isOffice(post: Post, { departmentCode, divisionCode }: Resource): boolean {
  return post.departmentCode === departmentCode && post.divisionCode === divisionCode;
}

/** 650000 covers 650102 and itself, 650100 covers 650102, 650102 only itself (GB/T 2260: pairs of digits by level). */
export function covers(outer: string, inner: string | undefined): boolean {
  return inner !== undefined && inner.startsWith(outer.replace(/(00)+$/, ''));
}

import { Inject, Injectable } from '@nestjs/common';
import { AccessLog, SecurityLog } from '@onething/audit';
import { Keyring } from '@onething/crypto';
import { AccountRegister, type Action, authorise, isAllowed, PersonDirectory } from '@onething/identity';
import { type Actor, CLOCK, type Clock, civilDate, DomainError, maskName } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { type BadRating, type BadRatingCommand, type BadRatingState, check, decide, POSSIBLE } from './domain/bad-rating';
import type { Rating } from './domain/rating';
import { reachOf } from './domain/reach';
import { type Evidence, fileUnknown, filesNamed, needsEvidence, requireEvidence } from './domain/evidence';
import { type BadRatingFile, BadRatingFileRepository } from './persistence/bad-rating-file.repository';
import { type BadRatingNote, BadRatingRepository, type NoteKind } from './persistence/bad-rating.repository';
import { RatingRepository } from './persistence/rating.repository';
import { RatingConsequences } from './rating-consequences';
import { RatingExclusions } from './rating-exclusions';

/** What people do with a bad rating; `rateAgain` is the rater's, by rating. */
export type HandlingCommand = Exclude<BadRatingCommand, { type: 'rateAgain' }>;

/** A command with what is written to it. */
export interface HandlingRequest {
  /** As its sender saw it. */
  version: number;
  command: HandlingCommand;
  text: string;
  evidence: Evidence[];
}

export interface BadRatingDetail {
  bad: BadRating;
  rating: Rating;
  notes: BadRatingNote[];
  files: BadRatingFile[];
  /** Masked; null of an anonymous one. */
  raterName: string | null;
  possible: HandlingCommand['type'][];
}

const NOTE_KINDS: Record<HandlingCommand['type'], NoteKind> = {
  callBack: 'callBack', judge: 'finding', decideAppeal: 'appeal', rectify: 'measures', answer: 'answer', redispatch: 'redispatch',
};
const ACTIONS: Record<HandlingCommand['type'], Action> = {
  callBack: 'badRating.handle', judge: 'badRating.handle', rectify: 'badRating.handle', answer: 'badRating.handle',
  decideAppeal: 'badRating.supervise', redispatch: 'badRating.supervise',
};
const CHECKED_AT_ONCE = 100;

/** The handling of bad ratings (差评整改): by the responsible unit, and of its appeals by another one. */
@Injectable()
export class BadRatings {
  constructor(
    private readonly database: Database,
    private readonly repository: BadRatingRepository,
    private readonly ratings: RatingRepository,
    private readonly files: BadRatingFileRepository,
    private readonly consequences: RatingConsequences,
    private readonly exclusions: RatingExclusions,
    private readonly accounts: AccountRegister,
    private readonly persons: PersonDirectory,
    private readonly keyring: Keyring,
    private readonly log: SecurityLog,
    private readonly accessLog: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those of the actor's offices; of a supervisor, those of the division. Latest first. */
  list(actor: Actor, filter: { state?: BadRatingState; overdue: boolean; after?: string; limit: number }): Promise<BadRating[]> {
    return this.repository.list(reachOf(actor), { ...filter, today: civilDate(this.clock.now()) });
  }

  count(actor: Actor): Promise<{ state: BadRatingState; count: number; overdue: number }[]> {
    return this.repository.count(reachOf(actor), civilDate(this.clock.now()));
  }

  /** @throws DomainError `RATINGS.BAD_RATING_NOT_FOUND`; `IDENTITY.OWN_MATTER` */
  async get(actor: Actor, id: string): Promise<BadRatingDetail> {
    const bad = await this.repository.find(id);
    const personId = bad && await this.personOf(bad);
    if (!bad || personId === undefined || !mayRead(actor, bad, personId)) throw notFound();
    const [ratings, notes, files, names] = await Promise.all([
      this.ratings.listByIds([bad.ratingId]), this.repository.listNotes([id]), this.files.list([id]), this.persons.findPersons([personId]),
    ]);
    const name = names.get(personId)?.name;
    return {
      bad, rating: ratings.get(bad.ratingId)!, notes: notes.get(id)!, files, raterName: bad.isAnonymous || name === undefined ? null : maskName(name),
      possible: possibleFor(actor, bad, personId),
    };
  }

  /**
   * Whom to call back. Recorded with the reason; the rater sees that it was shown, to which office and what for.
   * @throws DomainError as `get`; `RATINGS.NO_CALL_BACK` of an anonymous one, and when nobody is called back any more
   */
  async contact(actor: Actor, id: string, reason: string): Promise<{ name: string; mobile: string | null }> {
    const { bad } = await this.get(actor, id);
    const personId = await this.personOf(bad);
    authorise(actor, 'badRating.handle', resourceOf(bad, personId!));
    if (bad.isAnonymous) throw new DomainError('refused', 'RATINGS.NO_CALL_BACK', 'Its rater wants to stay unknown: handle it without a call-back.');
    if (!POSSIBLE.callBack.includes(bad.state)) throw new DomainError('conflict', 'RATINGS.NO_CALL_BACK', 'The time of its call-back is over.');
    const [account, persons] = await Promise.all([this.accounts.findAccount(bad.accountId), this.persons.findPersons([personId!])]);
    await this.accessLog.record(actor, {
      act: 'rating.contactShown', subjectPersonId: personId, object: { kind: 'case', id: bad.caseId },
      office: { departmentCode: bad.department, divisionCode: bad.division }, detail: { purpose: 'contact' },
    }, reason);
    return { name: persons.get(personId!)?.name ?? '', mobile: account?.mobile ?? null };
  }

  /**
   * One transaction. The same key and request are answered with how it stands now.
   * @throws DomainError as `get` and `decide`; `RATINGS.VERSION_CONFLICT`, `RATINGS.KEY_REUSED`, `RATINGS.OWN_APPEAL`, `RATINGS.EVIDENCE_MISSING`
   */
  async perform(actor: Actor, id: string, request: HandlingRequest, key: string): Promise<BadRating> {
    return this.database.transaction(async (tx) => {
      const before = await this.repository.lock(tx, id);
      const earlier = await this.repository.findRequest(tx, actor.accountId, key);
      if (earlier) return this.answerAgain(earlier, id, request, before);
      return this.decideIn(tx, actor, before, request, key);
    });
  }

  /** Says whose days have come, and closes what nobody rates again. @returns how many were looked at */
  async checkBatch(): Promise<number> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      const due = await this.repository.lockDue(tx, civilDate(now), CHECKED_AT_ONCE);
      for (const before of due) {
        const { next, facts } = check(before, this.consequences.context(now));
        await this.repository.update(tx, next);
        await this.consequences.putFacts(tx, next, facts, null, now);
      }
      return due.length;
    });
  }

  private async decideIn(tx: Transaction, actor: Actor, before: BadRating | undefined, request: HandlingRequest, key: string): Promise<BadRating> {
    const personId = before && await this.personOf(before);
    if (!before || personId === undefined || !mayRead(actor, before, personId)) throw notFound();
    const { command, version, text, evidence } = request;
    authorise(actor, ACTIONS[command.type], resourceOf(before, personId));
    if (command.type === 'decideAppeal' && isOfUnit(actor, before)) throw ownAppeal();
    if (version !== before.version) {
      throw new DomainError('conflict', 'RATINGS.VERSION_CONFLICT', 'Somebody was first. Look again and decide again.', { current: { state: before.state, version: before.version } });
    }
    requireEvidence(command, evidence);
    const now = this.clock.now();
    const { next, facts, excluded } = decide(before, command, this.consequences.context(now));
    await this.repository.update(tx, next);
    const note = { kind: NOTE_KINDS[command.type], text, evidence, actorId: actor.accountId, writtenAt: now };
    const noteId = await this.repository.addNote(tx, before.id, note, { key, digest: this.keyring.keyedDigest({ id: before.id, request }) });
    await this.nameFiles(tx, before.id, noteId, evidence);
    await this.consequences.putFacts(tx, next, facts, actor.accountId, now);
    await this.recordHandled(tx, actor, next);
    const scope = before.item === null ? 'whole' as const : { item: before.item };
    if (excluded) await this.exclusions.exclude(tx, before.ratingId, scope, { because: excluded, by: actor.accountId, at: now });
    return next;
  }

  /**
   * Held for a transaction in which a file comes or goes.
   * @throws DomainError as `get`; `RATINGS.NOTHING_TO_PROVE` when the actor may do nothing now that rests on evidence
   */
  async lockToProve(tx: Transaction, actor: Actor, id: string): Promise<void> {
    const bad = await this.repository.lock(tx, id);
    const personId = bad && await this.personOf(bad);
    if (!bad || personId === undefined || !mayRead(actor, bad, personId)) throw notFound();
    authorise(actor, 'badRating.prove', resourceOf(bad, personId));
    if (!possibleFor(actor, bad, personId).some((type) => needsEvidence(type))) throw nothingToProve();
  }

  private async nameFiles(tx: Transaction, id: string, noteId: string, evidence: readonly Evidence[]): Promise<void> {
    const named = filesNamed(evidence);
    if (named.length > 0 && await this.files.nameInNote(tx, id, noteId, named) < named.length) throw fileUnknown();
  }

  private answerAgain(earlier: { badRatingId: string; digest: string }, id: string, request: HandlingRequest, now: BadRating | undefined): BadRating {
    if (now && earlier.badRatingId === id && this.keyring.matchesDigest({ id, request }, earlier.digest)) return now;
    throw new DomainError('keyReused', 'RATINGS.KEY_REUSED', 'This Idempotency-Key came with another request before. Send a new key.');
  }

  private async personOf({ accountId }: BadRating): Promise<string | undefined> {
    return (await this.accounts.findPersonsOf([accountId])).get(accountId) ?? accountId;
  }

  private async recordHandled(tx: Transaction, { accountId, personId, roles }: Actor, bad: BadRating): Promise<void> {
    await this.log.record({ act: 'badRating.handled', outcome: 'done', actor: { accountId, personId, roles }, object: { kind: 'case', id: bad.caseId } }, tx);
  }
}

const resourceOf = ({ department, division }: BadRating, personId: string): { departmentCode: string; divisionCode: string; concernedIds: string[] } =>
  ({ departmentCode: department, divisionCode: division, concernedIds: [personId] });

const allows = (actor: Actor, action: Action, bad: BadRating, personId: string): boolean => isAllowed(actor, action, resourceOf(bad, personId));
const mayRead = (actor: Actor, bad: BadRating, personId: string): boolean => allows(actor, 'badRating.read', bad, personId);

const isOfUnit = ({ posts }: Actor, { department, division }: BadRating): boolean =>
  posts.some(({ departmentCode, divisionCode }) => departmentCode === department && divisionCode === division);

function possibleFor(actor: Actor, bad: BadRating, personId: string): HandlingCommand['type'][] {
  return (Object.keys(ACTIONS) as HandlingCommand['type'][]).filter((type) => POSSIBLE[type].includes(bad.state)
    && allows(actor, ACTIONS[type], bad, personId) && !(type === 'callBack' && bad.isAnonymous) && !(type === 'decideAppeal' && isOfUnit(actor, bad)));
}

const ownAppeal = (): DomainError =>
  new DomainError('forbidden', 'RATINGS.OWN_APPEAL', 'You hold a post at the unit that appeals. Leave the decision to another unit.');

const nothingToProve = (): DomainError =>
  new DomainError('conflict', 'RATINGS.NOTHING_TO_PROVE', 'You can do nothing with it now that rests on evidence. Look again at where it stands.');

const notFound = (): DomainError => new DomainError('notFound', 'RATINGS.BAD_RATING_NOT_FOUND', 'Your office has no such bad rating.');

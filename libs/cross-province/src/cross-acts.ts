import { Inject, Injectable } from '@nestjs/common';
import { OfficialNumbers, ReceivedCases } from '@onething/cases';
import { Keyring } from '@onething/crypto';
import { dueDate, resume, startPromiseClock, stop, suspend } from '@onething/deadlines';
import { Exchange } from '@onething/exchange';
import { type Action, authorise } from '@onething/identity';
import { type Actor, civilDate, CLOCK, type Clock, DomainError, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import type { CrossCase } from './cross-case';
import { CrossCaseFiles } from './cross-case-files';
import { CrossItems } from './cross-items';
import { CrossPersons } from './cross-persons';
import { type ActInput, actOf, fileIdsOf, messageBody } from './domain/act-input';
import { requireCorrectedAnswers, requireMaterials } from './domain/intake-check';
import { filesOfCase } from './domain/named-files';
import { perform } from './domain/standing';
import { CrossCaseRepository } from './persistence/cross-case.repository';

/** Who may do what of either place, by the table of authorisation. */
export type CrossAction = Extract<Action, 'crossProvince.takeIn' | 'crossProvince.handle' | 'crossProvince.decide'>;

export interface ActRequest {
  /** Of the case as it was read. */
  version: number;
  /** Idempotency-Key. */
  key: string;
  input: ActInput;
}

/** What the two places do with a case once it was forwarded. Each act is written, and told to the other place, in one transaction. */
@Injectable()
export class CrossActs {
  constructor(
    private readonly database: Database,
    private readonly repository: CrossCaseRepository,
    private readonly items: CrossItems,
    private readonly exchange: Exchange,
    private readonly persons: CrossPersons,
    private readonly numbers: OfficialNumbers,
    private readonly keyring: Keyring,
    private readonly files: CrossCaseFiles,
    private readonly cases: ReceivedCases,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Idempotent by account and key.
   * @param version of the case as it was read
   * @throws DomainError `CROSS_PROVINCE.CASE_NOT_FOUND`, `CASE_CHANGED`, `KEY_REUSED`, `HANDLED_AS_CASE`, as `CrossCaseFiles.take`, `perform` and `messageBody`; `EXCHANGE.MALFORMED`
   */
  async perform(actor: Actor, action: CrossAction, id: string, { version, key, input }: ActRequest): Promise<CrossCase> {
    const request = { id, action, version, input };
    return this.database.transaction(async (tx) => {
      const present = await this.getOwn(tx, actor, action, id);
      if (await this.repository.wasAnswered(tx, id, { accountId: actor.accountId, key }, request)) return present;
      requireVersion(present, version);
      requireOwnWay(present, input);
      await this.requireFitting(present, input);
      const numbered = await this.withNumber(tx, present, input);
      const clocked = await this.withClock(numbered, input);
      const files = await this.files.take(tx, actor, present, fileIdsOf(input));
      const facts = {
        files,
        today: civilDate(this.clock.now()), now: this.clock.now(), office: { code: present.division, name: `${present.division} ${present.department}` },
        number: clocked.caseNumber ?? present.number, ...(present.standing.requests === undefined ? {} : { request: present.standing.requests }), ...(clocked.dueOn === undefined ? {} : { promisedOn: clocked.dueOn }),
      };
      const body = messageBody(input, facts);
      const next = { ...clocked, standing: perform(present.standing, present.side, actOf(input.type, body)), version: version + 1 };
      await this.repository.update(tx, next);
      await this.files.name(tx, files.keys(), id);
      await this.releaseWithPapers(tx, next, actor, { key, input });
      const by = { accountId: actor.accountId, request: { key, digest: this.keyring.keyedDigest(request) } };
      await this.repository.addAct(tx, id, { type: input.type, at: facts.now, detail: body }, by);
      await this.exchange.send(tx, { conversation: present.conversation, to: present.region, type: input.type, body });
      return next;
    });
  }

  /** What is corrected are fields and papers of the item; a parcel's scans are those of the case, so that the papers can be compared. */
  private async requireFitting({ id, item: code, content }: CrossCase, { answers, materials, contents = [] }: ActInput): Promise<void> {
    if (answers || materials) {
      const { service } = await this.items.getComplete((item) => item.nationalCode === code);
      requireCorrectedAnswers(service, answers ?? {});
      requireMaterials(service, materials);
    }
    const scans = contents.flatMap((one) => one.scans);
    if (scans.length === 0) return;
    const known = filesOfCase({ ...content, acts: await this.repository.listActs(id) });
    if (scans.some((scan) => !known.some(({ sha256 }) => sha256 === scan))) {
      throw new DomainError('refused', 'CROSS_PROVINCE.SCAN_UNKNOWN', 'A scan in the record of the parcel is none of this case. Take the digests of its files.');
    }
  }

  /** Nobody handles a case in which he or she takes part, whichever province knows of it (回避). */
  private async getOwn(tx: Transaction, actor: Actor, action: CrossAction, id: string): Promise<CrossCase> {
    const present = await this.repository.lock(tx, id);
    if (!present) throw notFound();
    const { department, division, applicantPersonId, content } = present;
    const concernedIds = [...await this.persons.concernedBy(content, tx), ...(applicantPersonId === undefined ? [] : [applicantPersonId])];
    authorise(actor, action, { departmentCode: department, divisionCode: division, concernedIds });
    return present;
  }

  /** With the last paper the days of the item case begin. */
  private async releaseWithPapers(tx: Transaction, { handledAs, standing }: CrossCase, actor: Actor, { key, input }: Pick<ActRequest, 'key' | 'input'>): Promise<void> {
    if (!handledAs || input.type !== 'papersReceived' || standing.parcels.at(-1)?.state !== 'complete') return;
    await this.cases.papersComplete(tx, handledAs, { actorKind: 'staff', actorId: actor.accountId, personId: actor.personId, onBehalfOf: null, cause: key });
  }

  /** 办件编号: taken when the case is accepted. */
  private async withNumber(tx: Transaction, present: CrossCase, { type }: ActInput): Promise<CrossCase> {
    if (type !== 'accepted' || present.caseNumber !== undefined || present.side !== 'deciding') return present;
    const { service } = await this.items.getComplete((item) => item.nationalCode === present.item);
    return { ...present, caseNumber: await this.numbers.takeCase(tx, await this.items.getImplementingCode(service, present), civilDate(this.clock.now())) };
  }

  /** The promise clock (承诺时限) runs from the acceptance by the deciding place; days of transport are not in it. */
  private async withClock(present: CrossCase, { type, reason = '' }: ActInput): Promise<CrossCase> {
    const today = civilDate(this.clock.now());
    const { clock } = present;
    if (type === 'accepted') {
      const { service: { promisedLimit, statutoryLimit } } = await this.items.getComplete((item) => item.nationalCode === present.item);
      return this.dated({ ...present, clock: startPromiseClock({ on: today }, promisedLimit, statutoryLimit) });
    }
    if (!clock) return present;
    if (type === 'suspended' && present.standing.state === 'accepted') return this.dated({ ...present, clock: suspend(clock, { kind: 'other', reason, from: today }) });
    if (type === 'resumed' && present.standing.state === 'suspended') return this.dated({ ...present, clock: resume(clock, today, 'other') });
    if (type === 'decided' && !clock.stop) return { ...present, clock: stop(clock, { on: today, reason: 'decided' }) };
    return present;
  }

  private dated(one: CrossCase): CrossCase {
    return one.clock ? { ...one, dueOn: dueDate(one.clock, this.calendar, this.clock.now()).on } : one;
  }
}

export function notFound(): DomainError {
  return new DomainError('notFound', 'CROSS_PROVINCE.CASE_NOT_FOUND', 'There is no such case, or it is not of your office.');
}

/**
 * What an office does where a case of its own place stands behind this one: with papers, and with what is handed over beside the results of the register.
 * Everything else is done on that case.
 */
const BESIDE_THE_PROCESS: ReadonlySet<ActInput['type']> = new Set<ActInput['type']>(['papersPosted', 'papersReceived', 'resultDelivered']);

function requireOwnWay({ handledAs, partOf }: CrossCase, { type }: ActInput): void {
  const handled = handledAs ?? partOf;
  if (!handled || BESIDE_THE_PROCESS.has(type)) return;
  throw new DomainError('refused', 'CROSS_PROVINCE.HANDLED_AS_CASE',
    'A case of this place stands behind this one. Open it and do this there; the other place is told by itself.', { current: { ...handled } });
}

function requireVersion({ version, standing }: CrossCase, read: number): void {
  if (version === read) return;
  throw new DomainError('conflict', 'CROSS_PROVINCE.CASE_CHANGED', 'The case has changed since you read it. Read it again.', { current: { version, state: standing.state } });
}

import { Inject, Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { Exchange } from '@onething/exchange';
import { authorise, PersonDirectory } from '@onething/identity';
import { type Actor, civilDate, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { Database } from '@onething/persistence';
import type { CrossCase, CrossContent } from './cross-case';
import { CrossItems } from './cross-items';
import { type FormCheckVerdict, requireAnswers, requireFormChecks } from './domain/intake-check';
import { beginStanding } from './domain/standing';
import { CrossCaseRepository } from './persistence/cross-case.repository';

export interface NewCrossCase {
  /** Code of the cross-province item. */
  item: string;
  /** Office that takes it in: one of the clerk's own posts. */
  department: string;
  division: string;
  applicant: CrossContent['applicant'];
  answers: Record<string, unknown>;
  identityCheck: { method: 'document' | 'face' | 'account' | 'mandate'; confirmed: boolean };
  formChecks: FormCheckVerdict[];
}

/** The window of the intake place (收件地): identity check, form check against the deciding place's list, receipt, and on it goes. */
@Injectable()
export class CrossIntake {
  constructor(
    private readonly database: Database,
    private readonly repository: CrossCaseRepository,
    private readonly items: CrossItems,
    private readonly exchange: Exchange,
    private readonly persons: PersonDirectory,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Idempotent by account and key. The case and its message stand or fall together.
   * @throws DomainError `CROSS_PROVINCE.KEY_REUSED`, `IDENTITY_NOT_CONFIRMED`; as `CrossItems`, `requireAnswers` and `requireFormChecks`; `EXCHANGE.…`
   */
  async takeIn(actor: Actor, input: NewCrossCase, key: string): Promise<CrossCase> {
    authorise(actor, 'crossProvince.takeIn', { departmentCode: input.department, divisionCode: input.division });
    const earlier = await this.findAnswer(actor, input, key);
    if (earlier) return earlier;
    const { item, service } = await this.items.getComplete((each) => each.code === input.item);
    requireAnswers(service, input.answers);
    const division = item.decidedBy.element === undefined ? undefined : String(input.answers[item.decidedBy.element]);
    const place = await this.items.getDecidingPlace(item, division);
    if (!input.identityCheck.confirmed) {
      throw new DomainError('refused', 'CROSS_PROVINCE.IDENTITY_NOT_CONFIRMED', 'Who applies was not confirmed. Compare the person with the document; without that nothing is taken in.');
    }
    requireFormChecks(place.formChecks, input.formChecks);
    const applicant = await this.persons.findByNumber(input.applicant.number);
    const one = this.newCase(input, item.nationalCode, place.region, item.mode, applicant?.id);
    const body = this.forwardedBody(one, input, item.mode, item.decidedBy.rule);
    const written = await this.database.transaction(async (tx) => {
      const request = { accountId: actor.accountId, key, digest: this.keyring.keyedDigest({ ...input }) };
      if (!(await this.repository.insert(tx, one, request))) return false;
      await this.repository.addAct(tx, one.id, { type: 'caseForwarded', at: one.createdAt, detail: {} }, actor.accountId);
      await this.exchange.send(tx, { conversation: one.conversation, to: place.region, type: 'caseForwarded', body });
      return true;
    });
    return written ? one : (await this.findAnswer(actor, input, key))!;
  }

  private async findAnswer(actor: Actor, input: NewCrossCase, key: string): Promise<CrossCase | undefined> {
    const recorded = await this.repository.findByKey(actor.accountId, key);
    if (!recorded) return undefined;
    if (this.keyring.matchesDigest({ ...input }, recorded.digest)) return recorded.found;
    throw new DomainError('keyReused', 'CROSS_PROVINCE.KEY_REUSED', 'This Idempotency-Key came with another request before. Send a new key.');
  }

  private newCase(input: NewCrossCase, item: string, region: string, mode: CrossCase['standing']['mode'], applicantPersonId: string | undefined): CrossCase {
    const now = this.clock.now();
    const id = newId(now);
    const intake: CrossContent['intake'] = {
      office: { code: input.division, name: `${input.division} ${input.department}` }, receivedAt: new Date(now).toISOString(),
      formChecks: input.formChecks.map(({ code, passed, note }) => ({ code, passed, ...(note === undefined ? {} : { note }) })),
    };
    return {
      id, conversation: this.exchange.newConversation(), side: 'intake', region, item, department: input.department, division: input.division,
      number: numberOf('KS', input.division, now, id), standing: beginStanding(mode), content: { applicant: input.applicant, answers: input.answers, intake },
      version: 1, createdAt: now, ...(applicantPersonId === undefined ? {} : { applicantPersonId }),
    };
  }

  private forwardedBody(one: CrossCase, input: NewCrossCase, mode: string, rule: string): Record<string, unknown> {
    const { applicant, answers, intake } = one.content;
    return {
      item: one.item, mode, caseNumber: one.number, receiptNumber: one.number, applicant, answers, materials: [], place: { rule, region: one.region, reason: '' },
      intake: { ...intake, identityCheck: { method: input.identityCheck.method, at: intake.receivedAt, result: 'confirmed' } },
    };
  }
}

/** A number that nobody else has: division, day and the random end of the id. */
export function numberOf(prefix: 'KS' | 'KB', division: string, at: number, id: string): string {
  return `${prefix}${division.slice(0, 6)}${civilDate(at).replaceAll('-', '')}${id.slice(-12).toUpperCase()}`;
}

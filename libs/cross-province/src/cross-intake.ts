import { Inject, Injectable } from '@nestjs/common';
import { OfficialNumbers, ReceivedCases } from '@onething/cases';
import { singleItemCode } from '@onething/catalogue';
import { Keyring } from '@onething/crypto';
import { Exchange } from '@onething/exchange';
import { authorise } from '@onething/identity';
import { type Actor, civilDate, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { Database } from '@onething/persistence';
import type { CrossCase, CrossContent } from './cross-case';
import { CrossCaseFiles } from './cross-case-files';
import { CrossItems } from './cross-items';
import { CrossPersons } from './cross-persons';
import { fileIdsOf, scannedMaterials } from './domain/act-input';
import { type FormCheckVerdict, requireAnswers, requireFormChecks, requireMaterials } from './domain/intake-check';
import type { ScannedMaterial } from './domain/named-files';
import { beginStanding } from './domain/standing';
import { CrossCaseRepository, keyReused } from './persistence/cross-case.repository';

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
  /** Scans: ids of files that were handed in, by paper. */
  materials?: { material: string; files: string[] }[];
}

interface Destination {
  /** National code. */
  item: string;
  rule: string;
  mode: CrossCase['standing']['mode'];
  region: string;
}

/** Rolls the transaction back: the number goes back too. */
class AnsweredMeanwhile extends Error {}

/** The window of the intake place (收件地): identity check, form check against the deciding place's list, receipt, and on it goes. */
@Injectable()
export class CrossIntake {
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
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Idempotent by account and key. The case and its message stand or fall together.
   * @throws DomainError `CROSS_PROVINCE.KEY_REUSED`, `IDENTITY_NOT_CONFIRMED`; as `CrossItems`, `CrossCaseFiles.take`, `requireAnswers`, `requireMaterials`, `ReceivedCases.requireForm` and `requireFormChecks`; `EXCHANGE.…`
   */
  async takeIn(actor: Actor, input: NewCrossCase, key: string): Promise<CrossCase> {
    const concernedIds = await this.persons.concernedBy(input);
    authorise(actor, 'crossProvince.takeIn', { departmentCode: input.department, divisionCode: input.division, concernedIds });
    const earlier = await this.findAnswer(actor, input, key);
    if (earlier) return earlier;
    const { item, service } = await this.items.getComplete((each) => each.code === input.item);
    requireAnswers(service, input.answers);
    requireMaterials(service, input.materials);
    if (await this.items.isHandledByItself(item)) await this.cases.requireForm(singleItemCode(item), input.answers);
    const division = item.decidedBy.element === undefined ? undefined : String(input.answers[item.decidedBy.element]);
    const place = await this.items.getDecidingPlace(item, division);
    if (!input.identityCheck.confirmed) {
      throw new DomainError('refused', 'CROSS_PROVINCE.IDENTITY_NOT_CONFIRMED', 'Who applies was not confirmed. Compare the person with the document; without that nothing is taken in.');
    }
    requireFormChecks(place.formChecks, input.formChecks);
    const written = await this.write(actor, input, key, { item: item.nationalCode, rule: item.decidedBy.rule, mode: item.mode, region: place.region });
    return written ?? (await this.findAnswer(actor, input, key))!;
  }

  /** @returns undefined when the same request was faster */
  private async write(actor: Actor, input: NewCrossCase, key: string, goes: Destination): Promise<CrossCase | undefined> {
    const applicant = await this.persons.findApplicant(input);
    const office = await this.items.officeOfReceipt(input);
    const request = { accountId: actor.accountId, key, digest: this.keyring.keyedDigest({ ...input }) };
    return this.database.transaction(async (tx) => {
      // The same request that is under way has the counter, and has written when this one gets it: no number is lost to it.
      const number = await this.numbers.takeReceipt(tx, office, civilDate(this.clock.now()));
      if (await this.repository.findByKey(actor.accountId, key)) throw new AnsweredMeanwhile();
      const files = await this.files.take(tx, actor, input, fileIdsOf(input));
      const one = this.newCase(input, number, goes, applicant, scannedMaterials(input.materials, files));
      if (!(await this.repository.insert(tx, one, request))) throw new AnsweredMeanwhile();
      await this.files.name(tx, files.keys(), one.id);
      await this.repository.addAct(tx, one.id, { type: 'caseForwarded', at: one.createdAt, detail: { content: this.keyring.keyedDigest(one.content) } }, actor);
      await this.exchange.send(tx, { conversation: one.conversation, to: goes.region, type: 'caseForwarded', body: this.forwardedBody(one, input, goes) });
      return one;
    }).catch((error: unknown) => {
      if (error instanceof AnsweredMeanwhile) return undefined;
      throw error;
    });
  }

  private async findAnswer(actor: Actor, input: NewCrossCase, key: string): Promise<CrossCase | undefined> {
    const recorded = await this.repository.findByKey(actor.accountId, key);
    if (!recorded) return undefined;
    if (this.keyring.matchesDigest({ ...input }, recorded.digest)) return recorded.found;
    throw keyReused();
  }

  private newCase(input: NewCrossCase, number: string, { item, region, mode }: Destination, applicantPersonId: string | undefined, materials: ScannedMaterial[]): CrossCase & { content: CrossContent } {
    const now = this.clock.now();
    const id = newId(now);
    const intake: CrossContent['intake'] = {
      office: { code: input.division, name: `${input.division} ${input.department}`, department: input.department }, receivedAt: new Date(now).toISOString(),
      formChecks: input.formChecks.map(({ code, passed, note }) => ({ code, passed, ...(note === undefined ? {} : { note }) })),
    };
    return {
      id, conversation: this.exchange.newConversation(), side: 'intake', region, item, department: input.department, division: input.division,
      number, standing: beginStanding(mode), content: { applicant: input.applicant, answers: input.answers, intake, ...(materials.length === 0 ? {} : { materials }) },
      version: 1, createdAt: now, ...(applicantPersonId === undefined ? {} : { applicantPersonId }),
    };
  }

  private forwardedBody(one: CrossCase & { content: CrossContent }, input: NewCrossCase, { mode, rule }: Destination): Record<string, unknown> {
    const { applicant, answers, intake, materials = [] } = one.content;
    return {
      item: one.item, mode, caseNumber: one.number, receiptNumber: one.number, applicant, answers, materials, place: { rule, region: one.region, reason: '' },
      intake: { ...intake, identityCheck: { method: input.identityCheck.method, at: intake.receivedAt, result: 'confirmed' } },
    };
  }
}

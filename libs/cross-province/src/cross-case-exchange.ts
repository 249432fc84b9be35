import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { OfficialNumbers, type PeerMessage, ReceivedCases } from '@onething/cases';
import { type CrossProvinceItem, singleItemCode } from '@onething/catalogue';
import { Keyring } from '@onething/crypto';
import { CaseExchange, Exchange, type FileReference, type MessageOutcome, type ReceivedMessage, type SentMessage } from '@onething/exchange';
import { isAllowedToPeer } from '@onething/identity';
import { civilDate, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import type { CrossCase, CrossContent } from './cross-case';
import { CrossCaseFiles } from './cross-case-files';
import { CrossItems } from './cross-items';
import { CrossPersons } from './cross-persons';
import { type CrossRating, CrossRatings } from './cross-ratings';
import { actOf, withdrawalDecision } from './domain/act-input';
import type { ScannedMaterial } from './domain/named-files';
import { advance, beginStanding, type CrossActType, isEnded, requireOwner } from './domain/standing';
import { JointItems } from './joint-items';
import { CrossCaseRepository } from './persistence/cross-case.repository';

/** Window of a message that does not name its department (政务服务). */
const GOVERNMENT_SERVICES = 'governmentServices';

type Forwarded = Omit<CrossContent, 'materials'> & { materials: ScannedMaterial[]; item: string; mode: CrossCase['standing']['mode'] };

/** The case side of the exchange: what the other place has done is written in the transaction in which its message is recorded. */
@Injectable()
export class CrossCaseExchange extends CaseExchange {
  constructor(
    private readonly repository: CrossCaseRepository,
    private readonly items: CrossItems,
    private readonly exchange: Exchange,
    private readonly persons: CrossPersons,
    private readonly numbers: OfficialNumbers,
    private readonly keyring: Keyring,
    private readonly files: CrossCaseFiles,
    private readonly cases: ReceivedCases,
    private readonly ratings: CrossRatings,
    private readonly joint: JointItems,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  /** @throws DomainError `CROSS_PROVINCE.UNKNOWN_CONVERSATION`, as `CrossItems`, `requireOwner` and `advance`: the sender is told */
  async apply(tx: Transaction, message: ReceivedMessage): Promise<void> {
    if (message.type === 'caseForwarded') return this.begin(tx, message);
    if (message.type === 'ratingShared') return this.rate(tx, message, message.from, 'peer');
    const next = await this.advance(tx, message, message.from, 'peer');
    if (next.partOf) await this.pass(tx, next, next.partOf, message);
    else if (next.handledAs) await this.command(tx, next, next.handledAs, message);
    else if (message.type === 'withdrawn' && !isEnded(next.standing) && !message.wasAnswered) await this.endWithdrawn(tx, next);
  }

  /** What the other region does with an item of a one-thing of this one. */
  private async pass(tx: Transaction, present: CrossCase, ref: NonNullable<CrossCase['partOf']>, { type, body, from, id }: ReceivedMessage): Promise<void> {
    try {
      await this.joint.apply(tx, ref, type as CrossActType, body, { from, message: id });
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'refused') throw error;
      const trouble = { type, outcome: 'refused' as const, code: error.code, detail: error.detail, at: this.clock.now() };
      await this.repository.update(tx, { ...present, trouble });
    }
  }

  /** What the intake place tells a case that the item's own process handles. What follows from it comes back with the events of the item. */
  private async command(tx: Transaction, present: CrossCase, ref: NonNullable<CrossCase['handledAs']>, { type, body, from, id }: ReceivedMessage): Promise<void> {
    const told: PeerMessage = { from, message: id };
    try {
      if (type === 'corrected') await this.cases.answerCorrection(tx, ref, body['answers'] as Record<string, unknown>, told);
      if (type === 'withdrawn') await this.cases.withdraw(tx, ref, String(body['reason'] ?? ''), told);
    } catch (error) {
      // The two places know what was asked; the item itself is elsewhere only where this side was restored from a backup: who handles it goes on from there.
      if (!(error instanceof DomainError) || error.code !== 'CASES.COMMAND_NOT_POSSIBLE') throw inWords(error);
      const trouble = { type, outcome: 'refused' as const, code: error.code, detail: error.detail, at: this.clock.now() };
      await this.repository.update(tx, { ...present, trouble });
    }
  }

  /** @throws DomainError as `apply` */
  async restoreSent(tx: Transaction, message: SentMessage): Promise<void> {
    if (message.type === 'caseForwarded') await this.forwardAgain(tx, message);
    else if (message.type === 'ratingShared') await this.rate(tx, message, message.to, 'own');
    else await this.advanceAgain(tx, message);
  }

  /** What was refused or is overdue is shown to the window; applied messages leave no trace but the trouble that they end. */
  async noteOutcome(tx: Transaction, { conversation, type, outcome, code, detail, at }: MessageOutcome): Promise<void> {
    const present = await this.repository.lockConversation(tx, conversation);
    if (!present) return;
    if (outcome !== 'applied') {
      const trouble = { type, outcome, at, ...(code === undefined ? {} : { code }), ...(detail === undefined ? {} : { detail }) };
      await this.repository.update(tx, { ...present, trouble });
    } else if (present.trouble?.type === type && present.trouble.outcome === 'overdue') {
      await this.repository.update(tx, { ...present, trouble: undefined });
    }
  }

  async noteFiles(): Promise<void> {
    // Whether a file has come is asked when the case is looked at.
  }

  openFile(conversation: string, { sha256 }: FileReference): Promise<Readable | undefined> {
    return this.files.findOfConversation(conversation, sha256);
  }

  private async advance(tx: Transaction, { conversation, type, body }: Pick<ReceivedMessage, 'conversation' | 'type' | 'body'>, region: string, whose: 'own' | 'peer'): Promise<CrossCase> {
    if (type === 'caseForwarded' || type === 'ratingShared') throw new Error(`${type} moves no case`);
    const present = await this.getOfConversation(tx, conversation, region, whose);
    requireOwner(type, (present.side === 'intake') === (whose === 'own') ? 'intake' : 'deciding');
    const standing = advance(present.standing, actOf(type, body));
    const { promisedOn, caseNumber } = body as { promisedOn?: string; caseNumber?: string };
    const next = { ...present, standing, ...(promisedOn === undefined ? {} : { dueOn: promisedOn }), ...(type === 'accepted' && caseNumber !== undefined ? { caseNumber } : {}) };
    await this.repository.update(tx, next);
    await this.repository.addAct(tx, present.id, { type, at: this.clock.now(), detail: body });
    return next;
  }

  private async getOfConversation(tx: Transaction, conversation: string, region: string, whose: 'own' | 'peer'): Promise<CrossCase> {
    const present = await this.repository.lockConversation(tx, conversation);
    const isForeign = !present || (whose === 'own' ? present.region !== region : !isAllowedToPeer(region, 'crossProvince.tell', { peerRegion: present.region }));
    if (isForeign) throw new DomainError('refused', 'CROSS_PROVINCE.UNKNOWN_CONVERSATION', 'No case belongs to this conversation. Forward the case first.');
    return present;
  }

  /** What the applicant says of either place is shared by the intake place. */
  private async rate(tx: Transaction, { id, conversation, body }: Pick<ReceivedMessage, 'id' | 'conversation' | 'body'>, region: string, whose: 'own' | 'peer'): Promise<void> {
    const present = await this.getOfConversation(tx, conversation, region, whose);
    if ((present.side === 'intake') !== (whose === 'own')) throw new DomainError('refused', 'CROSS_PROVINCE.NOT_YOUR_ACT', 'The applicant rates at the intake place (收件地), which shares it.');
    await this.ratings.receive(tx, present, body as unknown as CrossRating, id);
    await this.repository.addAct(tx, present.id, { type: 'ratingShared', at: this.clock.now(), detail: body });
  }

  /** The number that was given then is not given again. */
  private async advanceAgain(tx: Transaction, message: SentMessage): Promise<void> {
    const { caseNumber } = await this.advance(tx, message, message.to, 'own');
    if (message.type === 'accepted' && caseNumber !== undefined) await this.numbers.keep(tx, caseNumber);
  }

  /** The case of the window as the message tells it. */
  private async forwardAgain(tx: Transaction, { conversation, to, body }: SentMessage): Promise<void> {
    const { item, mode, caseNumber, applicant, answers, materials, intake } = body as unknown as Forwarded & { caseNumber: string };
    const now = this.clock.now();
    const id = newId(now);
    const content = { applicant, answers, ...scanned(materials), intake: { office: intake.office, receivedAt: intake.receivedAt, formChecks: intake.formChecks } };
    const applicantPersonId = await this.persons.findApplicant(content, tx);
    await this.repository.insert(tx, {
      id, conversation, side: 'intake', region: to, item, department: intake.office.department ?? GOVERNMENT_SERVICES, division: intake.office.code, number: caseNumber,
      standing: beginStanding(mode), content, version: 1, createdAt: Date.parse(intake.receivedAt), ...(applicantPersonId === undefined ? {} : { applicantPersonId }),
    });
    await this.repository.addAct(tx, id, { type: 'caseForwarded', at: now, detail: { content: this.keyring.keyedDigest(content) } });
    await this.numbers.keep(tx, caseNumber);
  }

  private async begin(tx: Transaction, { id: message, conversation, from, body }: ReceivedMessage): Promise<void> {
    const { item: code, mode, applicant, answers, materials, intake } = body as unknown as Forwarded;
    const { item } = await this.items.getComplete((each) => each.nationalCode === code);
    if (item.mode !== mode) throw new DomainError('refused', 'CROSS_PROVINCE.OTHER_MODE', `The item is of mode ${item.mode} here. Fetch the newest directory.`);
    const element = item.decidedBy.element;
    const division = element === undefined ? undefined : answers[element];
    if (typeof division !== 'string') throw new DomainError('refused', 'CROSS_PROVINCE.PLACE_UNKNOWN', `The answers do not say where the item is decided (${String(element)}).`);
    const office = await this.items.getOffice(item, division);
    const now = this.clock.now();
    const id = newId(now);
    const content = { applicant, answers, intake, ...scanned(materials) };
    const opened = await this.open(tx, item, content, { division, office, from, message });
    const applicantPersonId = opened?.applicantPersonId ?? await this.persons.findApplicant(content, tx);
    await this.repository.insert(tx, {
      id, conversation, side: 'deciding', region: from, item: code, department: office.department, division: office.division,
      number: await this.numbers.takeReceipt(tx, await this.items.officeOfReceipt(office), civilDate(now)), standing: beginStanding(mode), content, version: 1, createdAt: now,
      ...(applicantPersonId === undefined ? {} : { applicantPersonId }), ...(opened ? { handledAs: opened.handledAs } : {}),
    });
    await this.repository.addAct(tx, id, { type: 'caseForwarded', at: now, detail: { content: this.keyring.keyedDigest(content) } });
  }

  /** As an item case with the item's own process; what is collected elsewhere waits for its papers. @returns undefined where the item has no process here */
  private async open(
    tx: Transaction, item: CrossProvinceItem, content: CrossContent, { division, office, from, message }: { division: string; office: { division: string }; from: string; message: string },
  ): Promise<Pick<CrossCase, 'applicantPersonId' | 'handledAs'> | undefined> {
    if (!await this.items.isHandledByItself(item)) return undefined;
    const applicant = await this.persons.getApplicant(content, office.division, tx);
    const handledAs = await this.cases.open(tx, {
      oneThing: singleItemCode(item), division: division.slice(0, 6), applicant, form: content.answers, from, message, waitsForPapers: item.mode === 'collected',
    }).catch((error: unknown) => { throw inWords(error); });
    return { applicantPersonId: applicant.personId, handledAs };
  }

  private async endWithdrawn(tx: Transaction, present: CrossCase): Promise<void> {
    const type: CrossActType = 'decided';
    const body = withdrawalDecision(civilDate(this.clock.now()));
    await this.repository.update(tx, { ...present, standing: advance(present.standing, actOf(type, body)) });
    await this.repository.addAct(tx, present.id, { type, at: this.clock.now(), detail: body });
    await this.exchange.send(tx, { conversation: present.conversation, to: present.region, type, body });
  }
}

/** Papers that are only listed, without scans, are left out. */
function scanned(materials: readonly ScannedMaterial[]): Pick<CrossContent, 'materials'> {
  const named = materials.filter(({ files }) => files.length > 0).map(({ code, files }) => ({ code, files }));
  return named.length === 0 ? {} : { materials: named };
}

/** A refusal carries one text: the fields that are wrong are named in it. Their values are not. */
function inWords(error: unknown): unknown {
  if (!(error instanceof DomainError) || !error.extra.fields?.length) return error;
  const fields = error.extra.fields.map(({ field, message }) => `${field}: ${message}`).join(' ');
  return new DomainError('refused', error.code, `${error.detail} ${fields}`.slice(0, 4000));
}

import { Inject, Injectable } from '@nestjs/common';
import { type ChainedEvent, type EventPayloads, type Follower, OfficialNumbers, PeerItems, type PeerNews } from '@onething/cases';
import { Keyring } from '@onething/crypto';
import { Exchange } from '@onething/exchange';
import { civilDate, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import type { CrossCase, CrossContent } from './cross-case';
import { CrossItems } from './cross-items';
import { actOf } from './domain/act-input';
import { advance, beginStanding, type CrossActType, isEnded } from './domain/standing';
import { CrossCaseRepository } from './persistence/cross-case.repository';

const PEER = /^peer:(\d{6})$/;

/**
 * 多地联办: items of a one-thing of this region that another region handles. As soon as such an item may begin it is forwarded; what the applicant corrects
 * and the withdrawal of the whole go after it, and the news of that region change the item here, which tells its bundle.
 */
@Injectable()
export class JointItems implements Follower {
  readonly name = 'jointItems';

  constructor(
    private readonly repository: CrossCaseRepository,
    private readonly cases: PeerItems,
    private readonly items: CrossItems,
    private readonly exchange: Exchange,
    private readonly numbers: OfficialNumbers,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle(tx: Transaction, events: ChainedEvent[]): Promise<void> {
    for (const event of events) {
      const region = PEER.exec(event.payload.scope.handledBy ?? '')?.[1];
      if (event.type === 'withdrawalRequested') await this.withdraw(tx, event);
      else if (region !== undefined) await this.follow(tx, event, region);
    }
  }

  /** News of the other region. @throws DomainError `CASES.COMMAND_NOT_POSSIBLE` */
  async apply(tx: Transaction, ref: NonNullable<CrossCase['partOf']>, type: CrossActType, body: Readonly<Record<string, unknown>>, told: { from: string; message: string }): Promise<void> {
    const news = newsOf(type, body);
    if (news) await this.cases.apply(tx, ref, news, told);
  }

  private async follow(tx: Transaction, event: ChainedEvent, region: string): Promise<void> {
    const begins = event.type === 'released' || (event.type === 'itemSubmitted' && !(event.payload as EventPayloads['itemSubmitted']).waits);
    const ref = { caseId: event.caseId, itemId: event.itemId! };
    if (begins) return this.forward(tx, ref, region);
    if (event.type !== 'correctionAnswered' || event.actorKind === 'peer') return;
    const present = (await this.repository.lockParts(tx, event.caseId)).find(({ partOf }) => partOf!.itemId === ref.itemId);
    if (!present) return;
    const { answers } = await this.cases.getApplication(tx, ref);
    const { requests } = present.standing;
    await this.act(tx, present, 'corrected', {
      answers: changedIn(present.content?.answers ?? {}, answers), materials: [], correctedAt: new Date(this.clock.now()).toISOString(), ...(requests === undefined ? {} : { request: requests }),
    });
  }

  private async forward(tx: Transaction, ref: NonNullable<CrossCase['partOf']>, region: string): Promise<void> {
    const { item: code, leadDepartment, division, applicant, answers } = await this.cases.getApplication(tx, ref);
    const { item } = await this.items.getComplete(({ serviceItem }) => serviceItem === code);
    const now = this.clock.now();
    const office = { code: division, name: `${division} ${leadDepartment}`, department: leadDepartment };
    const { personId, accountId, number, ...person } = applicant;
    const content: CrossContent = { applicant: { ...person, number: number ?? '' }, answers, intake: { office, receivedAt: new Date(now).toISOString(), formChecks: [] } };
    const receipt = await this.numbers.takeReceipt(tx, await this.items.officeOfReceipt({ department: leadDepartment, division }), civilDate(now));
    const one: CrossCase = {
      id: newId(now), conversation: this.exchange.newConversation(), side: 'intake', region, item: item.nationalCode, department: leadDepartment, division, number: receipt,
      applicantPersonId: personId, partOf: ref, standing: beginStanding(item.mode), content, version: 1, createdAt: now,
    };
    // Nobody has asked for it by a request: the event has, once.
    const request = { accountId: accountId ?? personId, key: `joint ${ref.itemId}`, digest: this.keyring.keyedDigest({ ref }) };
    await this.repository.insert(tx, one, request);
    await this.repository.addAct(tx, one.id, { type: 'caseForwarded', at: now, detail: { content: this.keyring.keyedDigest(content) } });
    await this.exchange.send(tx, {
      conversation: one.conversation, to: region, type: 'caseForwarded',
      body: {
        item: one.item, mode: item.mode, caseNumber: receipt, receiptNumber: receipt, applicant: content.applicant, answers, materials: [], place: { rule: item.decidedBy.rule, region, reason: '' },
        intake: { ...content.intake, identityCheck: { method: 'account', at: content.intake.receivedAt, result: 'confirmed' } },
      },
    });
  }

  private async withdraw(tx: Transaction, { caseId }: ChainedEvent): Promise<void> {
    for (const present of await this.repository.lockParts(tx, caseId)) {
      if (isEnded(present.standing)) continue;
      await this.act(tx, present, 'withdrawn', { by: 'applicant', at: new Date(this.clock.now()).toISOString(), reason: '' });
    }
  }

  /** An act of this place. What crossed with an act of the other one is shown as trouble, and holds up nobody else's events. */
  private async act(tx: Transaction, present: CrossCase, type: CrossActType, body: Record<string, unknown>): Promise<void> {
    try {
      await this.repository.update(tx, { ...present, standing: advance(present.standing, actOf(type, body)) });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return this.repository.update(tx, { ...present, trouble: { type, outcome: 'refused', code: error.code, detail: error.detail, at: this.clock.now() } });
    }
    await this.repository.addAct(tx, present.id, { type, at: this.clock.now(), detail: body });
    await this.exchange.send(tx, { conversation: present.conversation, to: present.region, type, body });
  }
}

function changedIn(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(now).filter(([element, value]) => JSON.stringify(value) !== JSON.stringify(before[element])));
}

/** @returns undefined for what changes nothing of the item here */
function newsOf(type: CrossActType, body: Readonly<Record<string, unknown>>): PeerNews | undefined {
  const told = body as { reason?: string; points?: { target: string; note: string }[]; procedure?: string; from?: string; outcome?: Extract<PeerNews, { type: 'decided' }>['outcome'] };
  const { reason = '' } = told;
  switch (type) {
    case 'accepted': case 'resumed': return { type };
    case 'notAccepted': return { type, reason };
    case 'suspended': return { type, procedure: told.procedure ?? 'other', reason, from: told.from ?? '' };
    // The other region names fields and materials alike; a field has a dot in its name.
    case 'correctionAsked': return { type, points: (told.points ?? []).map(({ target, note }) => ({ field: target.includes('.') ? `form.${target}` : `materials.${target}`, reason: note })) };
    case 'decided': return { type, outcome: told.outcome!, reason };
    default: return undefined;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { type ChainedEvent, type Follower, ReceivedCases } from '@onething/cases';
import { Exchange } from '@onething/exchange';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import type { CrossCase } from './cross-case';
import { CrossItems } from './cross-items';
import { actOf } from './domain/act-input';
import { advance, isEnded } from './domain/standing';
import { isTold, type ToldAct, toldAct } from './item-acts';
import { CrossCaseRepository } from './persistence/cross-case.repository';

/**
 * Tells the intake place what happens to a case that is handled here by the item's own process: each event that concerns it becomes an act and a message,
 * in the transaction in which the position of the follower moves. So none is lost, and none is told twice.
 */
@Injectable()
export class CrossCaseFollower implements Follower {
  readonly name = 'crossProvince';

  constructor(
    private readonly repository: CrossCaseRepository,
    private readonly cases: ReceivedCases,
    private readonly items: CrossItems,
    private readonly exchange: Exchange,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle(tx: Transaction, events: ChainedEvent[]): Promise<void> {
    const told = events.filter(({ type }) => isTold(type));
    if (told.length === 0) return;
    const linked = new Set(await this.repository.listHandled(tx, [...new Set(told.map(({ caseId }) => caseId))]));
    for (const event of told) if (linked.has(event.caseId)) await this.tell(tx, event);
  }

  private async tell(tx: Transaction, event: ChainedEvent): Promise<void> {
    const present = (await this.repository.lockHandled(tx, event.caseId))!;
    const { note, caseNumber } = await this.cases.besideEvent(event);
    const { name } = await this.items.getOfficeOf(present);
    const told = toldAct(event, { note, caseNumber, office: { code: present.division, name } });
    if (!told) return;
    if (isKnown(present.standing, told)) return;
    const next = this.after(present, told);
    if ('trouble' in next) return this.repository.update(tx, { ...present, trouble: next.trouble });
    await this.repository.update(tx, next.moved);
    await this.repository.addAct(tx, present.id, { type: told.type, at: event.occurredAt, detail: next.body }, event.actorKind === 'staff' ? { accountId: event.actorId } : undefined);
    await this.exchange.send(tx, { conversation: present.conversation, to: present.region, type: told.type, body: next.body });
  }

  /**
   * What the other place has no way to take (a case that was reopened after its end, one that was restored from a backup and handled again) is shown as
   * trouble and holds up nobody else's events.
   */
  private after(present: CrossCase, told: ToldAct): { moved: CrossCase; body: Record<string, unknown> } | { trouble: CrossCase['trouble'] } {
    // Withdrawn here, by an account of the applicant's own: for the other place it has ended.
    const body = told.body['outcome'] === 'withdrawn' && !present.standing.withdrawalAsked ? { ...told.body, outcome: 'aborted' } : told.body;
    try {
      const standing = advance(present.standing, actOf(told.type, body));
      const { promisedOn, caseNumber } = body as { promisedOn?: string; caseNumber?: string };
      const moved = { ...present, standing, ...(promisedOn === undefined ? {} : { dueOn: promisedOn }), ...(caseNumber === undefined ? {} : { caseNumber }) };
      return { moved, body };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const ended = isEnded(present.standing) ? 'Tell the window of the other place by other means.' : error.detail;
      return { trouble: { type: told.type, outcome: 'refused', code: error.code, detail: ended, at: this.clock.now() } };
    }
  }
}

/** Entered by hand before; or answered here before the acceptance, which will tell it. */
function isKnown({ state, acceptedBefore = false }: CrossCase['standing'], { type }: ToldAct): boolean {
  return (type === 'resultDelivered' && state === 'delivered') || (type === 'resumed' && state === 'correcting' && !acceptedBefore);
}

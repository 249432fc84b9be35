import { Inject, Injectable } from '@nestjs/common';
import { AccountRegister, PersonDirectory } from '@onething/identity';
import { LIGHT_THRESHOLDS, type LightThresholds } from '@onething/deadlines';
import { CLOCK, type Clock, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import type { Statement, Transaction } from '@onething/persistence';
import { CaseDefinitions } from '../case-definitions';
import type { ItemContext } from '../domain/command-context';
import { decideItem, displayState } from '../domain/item-decision';
import { LEADS_ON, peerCommand, type PeerNews, withoutOwnHandling } from '../domain/peer-item';
import { CaseAnswersStore } from '../persistence/case-answers';
import { CaseNotes } from '../persistence/case-notes';
import { CaseWriter } from '../persistence/case-writer';
import { CaseRepository } from '../persistence/case.repository';
import type { ItemRef } from './item-commands';
import type { PeerMessage } from './received-cases';

/** What goes to the region that handles an item of a case of this one. */
export interface PeerApplication {
  /** Of the service item. */
  item: string;
  leadDepartment: string;
  division: string;
  applicant: { personId: string; accountId: string | null; kind: 'natural' | 'legal'; name: string; number: string | null; mobile?: string };
  /** What the item itself asks for. */
  answers: Record<string, unknown>;
}

const LOCK_ITEM: Statement = { name: 'cases.lock-peer-item', text: 'SELECT item_id FROM item_case WHERE case_id = $1 AND item_id = $2 FOR UPDATE' };

/** Items of cases of this region that another region handles (多地联办): what is told to it, and what its news change here. */
@Injectable()
export class PeerItems {
  constructor(
    private readonly writer: CaseWriter,
    private readonly repository: CaseRepository,
    private readonly definitions: CaseDefinitions,
    private readonly answers: CaseAnswersStore,
    private readonly notes: CaseNotes,
    private readonly persons: PersonDirectory,
    private readonly accounts: AccountRegister,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    @Inject(LIGHT_THRESHOLDS) private readonly thresholds: LightThresholds,
  ) {}

  /** The application as it stands now, as far as the item asks for it. */
  async getApplication(tx: Transaction, { caseId, itemId }: ItemRef): Promise<PeerApplication> {
    const bundle = await this.repository.findBundle(caseId, {}, tx);
    const item = await this.repository.findItem(caseId, itemId, {}, tx);
    const { form } = await this.answers.getLatest(caseId, tx);
    const { scope } = item!.state;
    const { catalogue, oneThing } = await this.definitions.getPublished(scope.oneThing, scope.oneThingVersion);
    const asked = new Set(catalogue.items.get(scope.item)!.form.map(({ element }) => element));
    const { applicantPersonId: personId, applicantAccountId: accountId, state } = bundle!;
    const { kind, name, number } = await this.persons.getPerson(personId, tx);
    const account = accountId === null ? undefined : await this.accounts.findAccount(accountId);
    return {
      item: scope.item, leadDepartment: oneThing.leadDepartment, division: state.scope.division,
      applicant: { personId, accountId, kind, name, number, ...(account?.mobile ? { mobile: account.mobile } : {}) },
      answers: Object.fromEntries(Object.entries(form).filter(([element]) => asked.has(element))),
    };
  }

  /**
   * What the other region has done takes effect here, and reaches the bundle like the end of every item.
   * @throws DomainError `CASES.COMMAND_NOT_POSSIBLE`
   */
  async apply(tx: Transaction, { caseId, itemId }: ItemRef, news: PeerNews, { from, message }: PeerMessage): Promise<void> {
    await tx.query(LOCK_ITEM, [caseId, itemId]);
    for (;;) {
      const item = (await this.repository.findItem(caseId, itemId, {}, tx))!;
      const { state, applicantPersonId } = item;
      const { q, form } = await this.answers.getLatest(caseId, tx);
      const command = peerCommand(news, { ...displayState(state.machine), correctionsAsked: state.machine.facts.correctionsAsked, answersDigest: this.answers.digest({ q, form }) });
      if (!command) return;
      const { oneThing, oneThingVersion, item: code, handledBy } = state.scope;
      const definition = await this.definitions.getItem({ oneThing, oneThingVersion, item: code, authorityUscc: state.authorityUscc, handledBy });
      const context: ItemContext = {
        actorKind: 'peer', actorId: from, onBehalfOf: null, cause: message, now: this.clock.now(), calendar: this.calendar, thresholds: this.thresholds,
      };
      const decision = withoutOwnHandling(decideItem(definition, state, command, { q: {}, form: {} }, context));
      const note = this.notes.seal(state, decision.note);
      const written = await this.writer.writeWithin(tx, { kind: 'item', state, decision, now: context.now, applicantPersonId, note });
      if (written !== 'written') throw new Error(`Item ${itemId} has changed although it is locked`);
      if (!LEADS_ON.has(command.type)) return;
    }
  }
}

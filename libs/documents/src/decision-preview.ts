import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '@onething/audit';
import { CaseHistories, type ChainedEvent } from '@onething/cases';
import { authorise, PersonDirectory } from '@onething/identity';
import { type Actor, CLOCK, type Clock, civilDate, DomainError, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import { contentOf, type DocumentContent } from './content/document-content';
import { numberPrefix } from './content/document-kinds';
import { SigningAuthorities } from './signing-authorities';

export interface DecisionDraft {
  itemId: string;
  decision: 'grant' | 'refuse';
  reasons?: string;
}

/** Stands where the serial of the number will: it is taken when the document is issued. */
const NO_SERIAL = '＿＿号';

/** A decision (决定书) as its applicant would read it if it were made now. Nothing of it is stored. */
@Injectable()
export class DecisionPreview {
  constructor(
    private readonly histories: CaseHistories,
    private readonly authorities: SigningAuthorities,
    private readonly persons: PersonDirectory,
    private readonly access: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /** @throws DomainError `CASES.NOT_FOUND`, also for an item that the case does not have; `IDENTITY.FORBIDDEN` for one of another office */
  async compose(actor: Actor, caseId: string, { itemId, decision, reasons }: DecisionDraft): Promise<DocumentContent> {
    const history = await this.histories.getVisible(actor, caseId);
    const item = history.items.find((one) => one.itemId === itemId);
    if (!item) throw new DomainError('notFound', 'CASES.NOT_FOUND', 'This case has no such item. Look at the list of its items.');
    const { applicantPersonId, published: { code: oneThing, version: oneThingVersion } } = history;
    authorise(actor, 'item.decide', { concernedIds: [applicantPersonId], departmentCode: item.department, divisionCode: item.division });
    await this.access.opens(actor, { act: 'document.opened', subjectPersonId: applicantPersonId, object: { kind: 'item', id: itemId }, detail: { case: caseId, draft: true } });
    const now = this.clock.now();
    const seq = 1 + Math.max(0, ...history.events.filter((event) => event.itemId === itemId).map((event) => event.seq));
    const scope = { oneThing, oneThingVersion, division: item.division, item: item.item, department: item.department };
    const event: ChainedEvent<'decided'> = {
      caseId, itemId, seq, type: 'decided', schemaVersion: 1, actorKind: 'staff', actorId: actor.accountId, onBehalfOf: null, cause: 'draft', occurredAt: now, recordedAt: now,
      payload: { step: '', decision, scope }, prevHash: '', hash: '',
    };
    const issuedOn = civilDate(now);
    const { uscc, name } = await this.authorities.of(event);
    const kind = decision === 'grant' ? 'grantDecision' : 'refusalDecision';
    return contentOf({
      document: { id: '', caseId, itemId, seq, kind, authorityUscc: uscc, authorityName: name, number: `${numberPrefix(kind, name, Number(issuedOn.slice(0, 4)))}${NO_SERIAL}`, issuedOn },
      event, history: { ...history, noteOf: (of) => (of.itemId === itemId && of.seq === seq ? reasons : history.noteOf(of)) },
      applicantName: (await this.persons.findPersons([applicantPersonId])).get(applicantPersonId)?.name ?? '—', queryCode: () => '', calendar: this.calendar,
    });
  }
}

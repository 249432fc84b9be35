import { Injectable } from '@nestjs/common';
import { type BundlePlan, CatalogueService, SUBJECTS, type Subject } from '@onething/catalogue';
import { PersonDirectory } from '@onething/identity';
import { newId } from '@onething/kernel';
import { initialState, type ItemFacts } from '@onething/workflow';
import { CaseDefinitions } from '../case-definitions';
import type { BundleState } from '../domain/bundle-decision';
import { EventWriter, type ItemContext } from '../domain/command-context';
import type { FormValues } from '../domain/form-values';
import { startAcceptance, withDates } from '../domain/item-clock';
import { timersOf } from '../domain/item-deadlines';
import type { NewItem } from '../persistence/case-write';
import { QueuePlaces } from '../queues/queue-places';

/** The item cases (办件) that begin with a submission, and who takes part in them. */
@Injectable()
export class ItemOpening {
  constructor(
    private readonly definitions: CaseDefinitions,
    private readonly catalogue: CatalogueService,
    private readonly persons: PersonDirectory,
    private readonly places: QueuePlaces,
  ) {}

  /**
   * The authority of each item is the department's office for the division of the case.
   * @param waitsForPapers nothing runs before the papers are there: they come by post, from the region that has taken them in
   */
  async itemsOf({ caseId, scope }: Pick<BundleState, 'caseId' | 'scope'>, plan: BundlePlan, context: ItemContext, waitsForPapers = false): Promise<NewItem[]> {
    return Promise.all(plan.items.map(async (item): Promise<NewItem> => {
      const authority = await this.catalogue.getAuthority(item.department, scope.division);
      const place = { oneThing: scope.oneThing, oneThingVersion: scope.oneThingVersion, item: item.code, authorityUscc: authority.uscc };
      const { machine, process } = await this.definitions.getItem(place);
      const waits = waitsForPapers || item.dependsOn.length > 0;
      const itemId = newId(context.now);
      const clock = waits ? {} : withDates(startAcceptance({}, context.now), context);
      const itemScope = { ...scope, division: authority.division, item: item.code, department: item.department };
      const writer = new EventWriter({ caseId, itemId, lastSeq: 0 }, itemScope, context);
      writer.add('itemSubmitted', { waits, ...(waitsForPapers && { papers: true as const }) });
      return {
        itemId, item: item.code, clock, timers: waits ? [] : timersOf('submitted', null, clock, context), department: item.department, authorityUscc: authority.uscc, divisionCode: authority.division,
        handledBy: 'local', machine: initialState<ItemFacts>(machine, waits ? 'waiting' : undefined), state: waits ? 'waiting' : 'submitted',
        events: writer.events, queue: waits ? undefined : this.places.of(process, { state: 'submitted', step: null, clock, ended: false }, context.now),
      };
    }));
  }

  /**
   * Who takes part: the applicant, people found by the number in the form, and those who have no number yet (a newborn), who
   * get an id of their own here and are registered by the follower of the event.
   */
  async partiesOf(applicantPersonId: string, plan: BundlePlan, form: FormValues, now: number): Promise<{ subject: string; personId: string }[]> {
    const subjects = SUBJECTS.filter((subject) => subject !== 'case' && plan.form.some((section) => section.subject === subject));
    const others = subjects.filter((subject) => subject !== 'applicant');
    const found = await Promise.all(others.map(async (subject) => ({ subject, personId: await this.personOf(subject, form, now) })));
    return [{ subject: 'applicant', personId: applicantPersonId }, ...found];
  }

  private async personOf(subject: Subject, form: FormValues, now: number): Promise<string> {
    const number = form[`${subject}.citizenId`];
    const known = typeof number === 'string' ? await this.persons.findByNumber(number) : undefined;
    return known?.id ?? newId(now);
  }
}

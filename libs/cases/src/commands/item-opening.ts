import { Inject, Injectable, Optional } from '@nestjs/common';
import { type BundlePlan, CatalogueService, type OneThing, SUBJECTS, type Subject } from '@onething/catalogue';
import { SETTINGS, type Settings } from '@onething/config';
import { PersonDirectory } from '@onething/identity';
import { DomainError, newId } from '@onething/kernel';
import { initialState, type ItemFacts } from '@onething/workflow';
import { CaseDefinitions } from '../case-definitions';
import type { BundleState } from '../domain/bundle-decision';
import { EventWriter, type ItemContext } from '../domain/command-context';
import type { FormValues } from '../domain/form-values';
import { startAcceptance, withDates } from '../domain/item-clock';
import { timersOf } from '../domain/item-deadlines';
import type { NewItem } from '../persistence/case-write';
import { PeerPlaces } from '../peer-places.port';
import { QueuePlaces } from '../queues/queue-places';

/** The item cases (办件) that begin with a submission, and who takes part in them. */
@Injectable()
export class ItemOpening {
  constructor(
    private readonly definitions: CaseDefinitions,
    private readonly catalogue: CatalogueService,
    private readonly persons: PersonDirectory,
    private readonly places: QueuePlaces,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Optional() private readonly peers?: PeerPlaces,
  ) {}

  /**
   * The authority of each item is the department's office for the division of the case.
   * @param waitsForPapers nothing runs before the papers are there: they come by post, from the region that has taken them in
   */
  async itemsOf(
    { caseId, scope }: Pick<BundleState, 'caseId' | 'scope'>, plan: BundlePlan, context: ItemContext, { waitsForPapers = false, form = {} }: { waitsForPapers?: boolean; form?: FormValues } = {},
  ): Promise<NewItem[]> {
    const { oneThing } = await this.definitions.getPublished(scope.oneThing, scope.oneThingVersion);
    return Promise.all(plan.items.map(async (item): Promise<NewItem> => {
      const [authority, peer] = await Promise.all([this.catalogue.getAuthority(item.department, scope.division), this.peerOf(oneThing, item.code, form)]);
      const handledBy = peer ? `peer:${peer.region}` : 'local';
      const division = peer?.division ?? authority.division;
      const place = { oneThing: scope.oneThing, oneThingVersion: scope.oneThingVersion, item: item.code, authorityUscc: authority.uscc, handledBy };
      const { machine, process } = await this.definitions.getItem(place);
      const waits = waitsForPapers || item.dependsOn.length > 0;
      const itemId = newId(context.now);
      const clock = waits ? {} : withDates(startAcceptance({}, context.now), context);
      const itemScope = { ...scope, division, item: item.code, department: item.department, ...(peer && { handledBy }) };
      const writer = new EventWriter({ caseId, itemId, lastSeq: 0 }, itemScope, context);
      writer.add('itemSubmitted', { waits, ...(waitsForPapers && { papers: true as const }) });
      return {
        itemId, item: item.code, clock, timers: waits || peer ? [] : timersOf('submitted', null, clock, context), department: item.department, authorityUscc: authority.uscc, divisionCode: division,
        handledBy, machine: initialState<ItemFacts>(machine, waits ? 'waiting' : undefined), state: waits ? 'waiting' : 'submitted',
        events: writer.events, queue: waits || peer ? undefined : this.places.of(process, { state: 'submitted', step: null, clock, ended: false }, context.now),
      };
    }));
  }

  /** 多地联办: the region that decides it, where that is another one. @throws DomainError `CASES.PEER_UNKNOWN` naming the field */
  private async peerOf({ items = [] }: OneThing, code: string, form: FormValues): Promise<{ region: string; division: string } | undefined> {
    const element = items.find(({ item }) => item === code)?.handledBy?.peer;
    const division = element === undefined ? undefined : form[element];
    if (element === undefined || typeof division !== 'string') return undefined;
    if (division.slice(0, 2) === this.settings.region.slice(0, 2)) return undefined;
    const region = await this.peers?.regionOf(code, division).catch((error: unknown) => { throw error instanceof DomainError ? peerUnknown(element, error.detail) : error; });
    if (region === undefined) throw peerUnknown(element, 'This installation exchanges nothing with other provinces.');
    return { region, division: division.slice(0, 6) };
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

function peerUnknown(element: string, why: string): DomainError {
  const message = `The place that decides this cannot be reached from here. ${why}`;
  return new DomainError('invalid', 'CASES.PEER_UNKNOWN', message, { fields: [{ field: `form.${element}`, code: 'CASES.PEER_UNKNOWN', message }] });
}

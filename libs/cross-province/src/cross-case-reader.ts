import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '@onething/audit';
import { type Light, light, LIGHT_THRESHOLDS, type LightThresholds } from '@onething/deadlines';
import { authorise } from '@onething/identity';
import { type Actor, civilDate, CLOCK, type Clock, maskCitizenId, maskName, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import type { CrossCase, CrossCaseAct } from './cross-case';
import { notFound } from './cross-acts';
import { CrossPersons } from './cross-persons';
import type { Side } from './domain/standing';
import { type TimelineStep, timelineOf, transportDays } from './domain/timeline';
import { CrossCaseRepository } from './persistence/cross-case.repository';

/** One case with all that has happened on both sides. */
export interface CrossCaseView {
  found: CrossCase;
  acts: CrossCaseAct[];
  timeline: TimelineStep[];
  /** Calendar days. */
  transportDays: number;
}

const PAGE = 50;
const POSTS: readonly string[] = ['clerk', 'windowClerk', 'reviewer', 'head'];

/** What people of either place, and the applicant, see of such cases. */
@Injectable()
export class CrossCaseReader {
  constructor(
    private readonly repository: CrossCaseRepository, private readonly persons: CrossPersons, private readonly accessLog: AccessLog, @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar, @Inject(LIGHT_THRESHOLDS) private readonly thresholds: LightThresholds,
  ) {}

  /** Open ones of the offices in which the asker holds a post, without his or her own; names are masked in lists. */
  listQueue(actor: Actor, side: Side, after: string | undefined): Promise<CrossCase[]> {
    const offices = actor.posts.filter(({ role }) => POSTS.includes(role)).map(({ departmentCode, divisionCode }) => ({ department: departmentCode, division: divisionCode }));
    return this.repository.listQueue(side, { offices, personId: actor.personId }, after, PAGE);
  }

  /** Of the promise, at the deciding place while its clock runs; the days on which papers travel are not in it. */
  lightOf({ clock }: CrossCase): Light | undefined {
    return clock && !clock.stop ? light(clock, this.calendar, this.clock.now(), this.thresholds) : undefined;
  }

  listOwn(actor: Actor): Promise<CrossCase[]> {
    return this.repository.listOfApplicant(actor.personId);
  }

  /** Somebody else's case does not exist. An opening by an official is recorded for those whose data it shows. @throws DomainError `CROSS_PROVINCE.CASE_NOT_FOUND` */
  async get(actor: Actor, id: string): Promise<CrossCaseView> {
    const found = await this.repository.find(id);
    const concernedIds = await this.persons.concernedBy(found?.content);
    if (!found || !isVisible(actor, found, concernedIds)) throw notFound();
    const { applicantPersonId: subjectPersonId, department: departmentCode, division: divisionCode } = found;
    await this.accessLog.opens(actor, {
      act: 'case.opened', object: { kind: 'crossCase', id }, office: { departmentCode, divisionCode }, concernedPersonIds: concernedIds,
      ...(subjectPersonId === undefined ? {} : { subjectPersonId }),
    });
    const acts = await this.repository.listActs(id);
    return { found, acts, timeline: timelineOf(acts), transportDays: transportDays(found.standing.parcels, civilDate(this.clock.now())) };
  }
}

function isVisible(actor: Actor, { department, division, applicantPersonId }: CrossCase, concerned: readonly string[]): boolean {
  const parties = applicantPersonId === undefined ? [] : [applicantPersonId];
  try {
    authorise(actor, 'crossProvince.read', { departmentCode: department, divisionCode: division, partyIds: parties, concernedIds: [...parties, ...concerned] });
    return true;
  } catch {
    return false;
  }
}

/** As lists show an applicant; undefined when it was erased. */
export function maskedApplicant({ content }: CrossCase): { name: string; number: string } | undefined {
  return content && { name: maskName(content.applicant.name), number: maskCitizenId(content.applicant.number, 'public') };
}

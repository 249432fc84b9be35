import { Inject, Injectable } from '@nestjs/common';
import { authorise } from '@onething/identity';
import { type Actor, civilDate, CLOCK, type Clock, maskCitizenId, maskName } from '@onething/kernel';
import type { CrossCase, CrossCaseAct } from './cross-case';
import { notFound } from './cross-acts';
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
  constructor(private readonly repository: CrossCaseRepository, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Open ones of the offices in which the asker holds a post; names are masked in lists. */
  listQueue(actor: Actor, side: Side, after: string | undefined): Promise<CrossCase[]> {
    const offices = actor.posts.filter(({ role }) => POSTS.includes(role)).map(({ departmentCode, divisionCode }) => ({ department: departmentCode, division: divisionCode }));
    return this.repository.listQueue(side, offices, after, PAGE);
  }

  listOwn(actor: Actor): Promise<CrossCase[]> {
    return this.repository.listOfApplicant(actor.personId);
  }

  /** Somebody else's case does not exist. @throws DomainError `CROSS_PROVINCE.CASE_NOT_FOUND` */
  async get(actor: Actor, id: string): Promise<CrossCaseView> {
    const found = await this.repository.find(id);
    if (!found || !isVisible(actor, found)) throw notFound();
    const acts = await this.repository.listActs(id);
    return { found, acts, timeline: timelineOf(acts), transportDays: transportDays(found.standing.parcels, civilDate(this.clock.now())) };
  }
}

function isVisible(actor: Actor, { department, division, applicantPersonId }: CrossCase): boolean {
  const persons = applicantPersonId === undefined ? [] : [applicantPersonId];
  try {
    authorise(actor, 'crossProvince.read', { departmentCode: department, divisionCode: division, partyIds: persons, concernedIds: persons });
    return true;
  } catch {
    return false;
  }
}

/** As lists show an applicant. */
export function maskedApplicant({ name, number }: CrossCase['content']['applicant']): { name: string; number: string } {
  return { name: maskName(name), number: maskCitizenId(number, 'public') };
}

import { Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { PersonDirectory } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { type QueuePage, QueueReader } from './queue-reader';
import type { Cursor } from './queue-sql';

/** So many people of one name are looked for; whether there are more is told. */
const MOST_NAMESAKES = 500;

/** `incomplete`: more people bear that name than are looked for, so cases of others may be missing. */
export type ApplicantPage = QueuePage & { incomplete?: true };

export interface ApplicantQuestion {
  /** A citizen's number or a USCC. */
  number?: string;
  name?: string;
  after?: Cursor;
  limit: number;
}

/** Where a search came from, for the security log. */
export interface SearchOrigin {
  address: string;
  requestId: string;
}

/**
 * Finds the open items of an applicant whose number or whole name is known. Cases hold no personal data: the person is found by
 * blind index in the register of persons, the items by the person's id. This is the one way by which staff find cases by whom they
 * concern.
 */
@Injectable()
export class ApplicantSearch {
  constructor(private readonly persons: PersonDirectory, private readonly queues: QueueReader, private readonly securityLog: SecurityLog) {}

  /** Each search stands in the security log before anything is answered: who looked, how, and for whom if that one is known. */
  async find(actor: Actor, { number, name, ...page }: ApplicantQuestion, origin: SearchOrigin): Promise<ApplicantPage> {
    const found = number === undefined ? await this.persons.findIdsByName(name!, MOST_NAMESAKES + 1) : await this.idsByNumber(number);
    const applicants = found.slice(0, MOST_NAMESAKES);
    const by = number === undefined ? 'name' : 'number';
    const subject = by === 'number' && applicants.length === 1 ? { subjectPersonId: applicants[0]! } : {};
    const { accountId, personId, roles } = actor;
    await this.securityLog.record({
      act: 'applicant.searched', outcome: 'done', actor: { accountId, personId, roles }, ...subject, ...origin,
      detail: { by, persons: applicants.length, page: page.after ? 'next' : 'first' },
    });
    if (applicants.length === 0) return { entries: [], total: 0 };
    const cases = await this.queues.ofApplicants(actor, applicants, page);
    return found.length > MOST_NAMESAKES ? { ...cases, incomplete: true } : cases;
  }

  private async idsByNumber(number: string): Promise<string[]> {
    const person = await this.persons.findByNumber(number);
    return person ? [person.id] : [];
  }
}

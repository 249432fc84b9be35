import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '@onething/audit';
import { type Light, light, LIGHT_THRESHOLDS, type LightThresholds } from '@onething/deadlines';
import { ExchangeFiles } from '@onething/exchange';
import { authorise } from '@onething/identity';
import { type Actor, civilDate, CLOCK, type Clock, maskCitizenId, maskName, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import type { CrossCase, CrossCaseAct } from './cross-case';
import { notFound } from './cross-acts';
import { CrossCaseFiles, noSuchFile } from './cross-case-files';
import { CrossPersons } from './cross-persons';
import { type CaseFile, filesOfCase } from './domain/named-files';
import type { Side } from './domain/standing';
import { type TimelineStep, timelineOf, transportDays } from './domain/timeline';
import { CrossCaseRepository } from './persistence/cross-case.repository';

/** One case with all that has happened on both sides. */
export interface CrossCaseView {
  found: CrossCase;
  acts: CrossCaseAct[];
  /** Scans and results of both places. */
  files: ShownFile[];
  timeline: TimelineStep[];
  /** Calendar days. */
  transportDays: number;
}

export interface ShownFile extends CaseFile {
  /** False while it is on its way from the other place. */
  isHere: boolean;
}

const PAGE = 50;
const POSTS: readonly string[] = ['clerk', 'windowClerk', 'reviewer', 'head'];

/** What people of either place, and the applicant, see of such cases. */
@Injectable()
export class CrossCaseReader {
  constructor(
    private readonly repository: CrossCaseRepository, private readonly persons: CrossPersons, private readonly accessLog: AccessLog, private readonly ownFiles: CrossCaseFiles,
    private readonly exchangeFiles: ExchangeFiles, @Inject(CLOCK) private readonly clock: Clock,
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
    const { found, concernedIds } = await this.getVisible(actor, id);
    await this.noteOpening(actor, { found, concernedIds }, 'case.opened', { kind: 'crossCase', id });
    const acts = await this.repository.listActs(id);
    return { found, acts, files: await this.shownFiles(found, acts), timeline: timelineOf(acts), transportDays: transportDays(found.standing.parcels, civilDate(this.clock.now())) };
  }

  /**
   * A scan or a result of either place, for who may read the case. An opening by an official is recorded for those whose data it shows.
   * @throws DomainError `CROSS_PROVINCE.CASE_NOT_FOUND`, `CROSS_PROVINCE.NO_SUCH_FILE`, `EXCHANGE.FILE_NOT_HERE` while it is on its way
   */
  async openFile(actor: Actor, id: string, sha256: string): Promise<{ file: CaseFile; content: Readable }> {
    const { found, concernedIds } = await this.getVisible(actor, id);
    const file = filesOfCase({ ...found.content, acts: await this.repository.listActs(id) }).find((one) => one.sha256 === sha256);
    if (!file) throw noSuchFile();
    const content = file.by === found.side ? await this.ownFiles.find(id, sha256) : undefined;
    const opened = { file, content: content ?? await this.exchangeFiles.open(sha256) };
    await this.noteOpening(actor, { found, concernedIds }, 'file.opened', { kind: 'crossCaseFile', id: sha256 });
    return opened;
  }

  private async getVisible(actor: Actor, id: string): Promise<{ found: CrossCase; concernedIds: string[] }> {
    const found = await this.repository.find(id);
    const concernedIds = await this.persons.concernedBy(found?.content);
    if (!found || !isVisible(actor, found, concernedIds)) throw notFound();
    return { found, concernedIds };
  }

  private async noteOpening(
    actor: Actor, { found, concernedIds }: { found: CrossCase; concernedIds: string[] }, act: 'case.opened' | 'file.opened', object: { kind: string; id: string },
  ): Promise<void> {
    const { applicantPersonId: subjectPersonId, department: departmentCode, division: divisionCode } = found;
    await this.accessLog.opens(actor, {
      act, object, office: { departmentCode, divisionCode }, concernedPersonIds: concernedIds, ...(act === 'file.opened' ? { detail: { case: found.id } } : {}),
      ...(subjectPersonId === undefined ? {} : { subjectPersonId }),
    });
  }

  private async shownFiles({ side, content }: CrossCase, acts: readonly CrossCaseAct[]): Promise<ShownFile[]> {
    const files = filesOfCase({ ...content, acts });
    const arrived = await this.exchangeFiles.whichAreHere(files.filter(({ by }) => by !== side).map(({ sha256 }) => sha256));
    return files.map((file) => ({ ...file, isHere: file.by === side || arrived.has(file.sha256) }));
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

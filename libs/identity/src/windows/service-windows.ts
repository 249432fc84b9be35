import { Inject, Injectable } from '@nestjs/common';
import { type Actor, CLOCK, type Clock, DomainError, type FieldProblem, newId, type Text } from '@onething/kernel';
import { Actors } from '../actors';
import { authorise } from '../domain/authorisation';
import { KnownDepartments } from './known-departments.port';
import { type ServiceWindow, ServiceWindowRepository, type WindowPage } from './service-window.repository';

export type NewWindow = Pick<ServiceWindow, 'code' | 'division' | 'name' | 'place' | 'departments'>;
export type WindowChange = Pick<ServiceWindow, 'name' | 'place' | 'departments' | 'version'>;

/** Windows (综合窗口): who may sit there is said by posts; what their clerks may do, by the table of who may do what. */
@Injectable()
export class ServiceWindows {
  constructor(
    private readonly windows: ServiceWindowRepository,
    private readonly known: KnownDepartments,
    private readonly actors: Actors,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(page: WindowPage): Promise<ServiceWindow[]> {
    return this.windows.list(page);
  }

  /** By id, also of windows that were closed: code and name. */
  async namesOf(ids: readonly string[]): Promise<Map<string, Text>> {
    const named = (await this.windows.namesOf(ids)).map(({ id, code, name }) => [id, { zh: `${code} ${name.zh}`, en: `${code} ${name.en}` }] as const);
    return new Map(named);
  }

  /** @throws DomainError `IDENTITY.NO_SUCH_WINDOW` */
  async get(id: string): Promise<ServiceWindow> {
    return (await this.windows.find(id)) ?? fail(noSuchWindow());
  }

  /** @throws DomainError `IDENTITY.WINDOW_CODE_TAKEN`, `IDENTITY.UNKNOWN_DEPARTMENT`, `IDENTITY.UNKNOWN_DIVISION`, `IDENTITY.FORBIDDEN` */
  async open(actor: Actor, window: NewWindow): Promise<ServiceWindow> {
    authorise(actor, 'window.manage', { divisionCode: window.division });
    if (!(await this.known.hasDivision(window.division))) {
      throw invalid('division', 'IDENTITY.UNKNOWN_DIVISION', `There is no division ${window.division} in the catalogue. Take one of /api/divisions.`);
    }
    await this.requireKnown(window.departments);
    const now = this.clock.now();
    const opened = await this.windows.insert({ id: newId(now), ...window }, new Date(now));
    return opened ?? fail(new DomainError('conflict', 'IDENTITY.WINDOW_CODE_TAKEN', `An open window of this division has the code ${window.code}. Choose another code, or change that window.`));
  }

  /** The clerks of the window act for its new departments from their next request on. @throws DomainError as `open`, `IDENTITY.WINDOW_CHANGED` */
  async change(actor: Actor, id: string, change: WindowChange): Promise<ServiceWindow> {
    await this.authoriseFor(actor, id);
    await this.requireKnown(change.departments);
    const changed = (await this.windows.change({ id, ...change })) ?? fail(windowChanged(await this.windows.find(id)));
    await this.forgetClerks(id);
    return changed;
  }

  /** Its clerks may do nothing there any more; what they have claimed stays theirs until the head assigns it. */
  async close(actor: Actor, id: string, version: number): Promise<void> {
    await this.authoriseFor(actor, id);
    if (!(await this.windows.close(id, version, new Date(this.clock.now())))) throw windowChanged(await this.windows.find(id));
    await this.forgetClerks(id);
  }

  private async authoriseFor(actor: Actor, id: string): Promise<void> {
    authorise(actor, 'window.manage', { divisionCode: (await this.get(id)).division });
  }

  private async requireKnown(departments: readonly string[]): Promise<void> {
    const known = await this.known.codes();
    const unknown = departments.filter((code) => !known.has(code));
    if (unknown.length === 0) return;
    throw invalid('departments', 'IDENTITY.UNKNOWN_DEPARTMENT', `These are no departments of the catalogue: ${unknown.join(', ')}. Take codes of /api/departments.`);
  }

  private async forgetClerks(id: string): Promise<void> {
    for (const accountId of await this.windows.accountsOf(id)) this.actors.forget(accountId);
  }
}

function invalid(field: string, code: string, message: string): DomainError {
  const fields: FieldProblem[] = [{ field, code, message }];
  return new DomainError('invalid', code, message, { fields });
}

const noSuchWindow = () => new DomainError('notFound', 'IDENTITY.NO_SUCH_WINDOW', 'There is no open window of this id. Look it up in /api/windows.');

function windowChanged(current: ServiceWindow | undefined): DomainError {
  return current === undefined
    ? noSuchWindow()
    : new DomainError('conflict', 'IDENTITY.WINDOW_CHANGED', 'Somebody has changed this window meanwhile. Look again and decide again.', { current });
}

function fail(error: DomainError): never {
  throw error;
}

import { Injectable } from '@nestjs/common';
import { DomainError, type Post } from '@onething/kernel';
import { isAdministrator } from '../domain/separation-of-duties';
import { KnownDepartments } from '../windows/known-departments.port';
import { ServiceWindows } from '../windows/service-windows';

/** The body that runs the platform and its windows (政务服务管理局): it handles no items, so the catalogue does not know it. */
export const PLATFORM_OFFICE = 'governmentServices';
const HELD_THERE: ReadonlySet<Post['role']> = new Set(['supervisor', 'windowClerk', 'hotlineOperator']);

/** Whether a post can exist: its department, division and window. */
@Injectable()
export class PostChecks {
  constructor(private readonly known: KnownDepartments, private readonly windows: ServiceWindows) {}

  /** @throws DomainError `IDENTITY.UNKNOWN_DEPARTMENT`, `IDENTITY.UNKNOWN_DIVISION`, `IDENTITY.NO_SUCH_WINDOW`, `IDENTITY.WINDOW_MISSING`, `IDENTITY.WINDOW_NEEDLESS` */
  async require({ role, departmentCode, divisionCode, windowId }: Post): Promise<void> {
    const ofPlatform = departmentCode === PLATFORM_OFFICE && (isAdministrator(role) || HELD_THERE.has(role));
    if (!ofPlatform && (isAdministrator(role) || !(await this.known.codes()).has(departmentCode))) {
      throw invalid('departmentCode', 'IDENTITY.UNKNOWN_DEPARTMENT', `No post of this role is held there. Take a code of /api/departments, or ${PLATFORM_OFFICE} for who runs the platform.`);
    }
    if (!await this.known.hasDivision(divisionCode)) throw invalid('divisionCode', 'IDENTITY.UNKNOWN_DIVISION', 'There is no such division in the catalogue.');
    if (role !== 'windowClerk' && windowId !== undefined) throw invalid('windowId', 'IDENTITY.WINDOW_NEEDLESS', 'Only a window clerk has a window. Leave it out.');
    if (role !== 'windowClerk') return;
    if (windowId === undefined) throw invalid('windowId', 'IDENTITY.WINDOW_MISSING', 'Say at which window the clerk sits.');
    const { division } = await this.windows.get(windowId);
    if (division !== divisionCode) throw invalid('windowId', 'IDENTITY.NO_SUCH_WINDOW', 'The window is in another division than the post.');
  }
}

function invalid(field: string, code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field, code, message }] });
}

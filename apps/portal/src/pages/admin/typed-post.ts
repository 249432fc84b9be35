import type { Schema } from '../../api/client';
import type { FieldRule } from '../../composables/use-form-errors';

export interface TypedPost {
  role: string;
  departmentCode: string;
  divisionCode: string;
  windowId: string;
}

export const noPost = (): TypedPost => ({ role: '', departmentCode: '', divisionCode: '', windowId: '' });

export function postRules({ role, departmentCode, divisionCode, windowId }: TypedPost, t: (key: string) => string): FieldRule[] {
  return [
    ['post-role', role === '', t('admin.roleMissing')], ['post-department', departmentCode === '', t('admin.departmentMissing')],
    ['post-division', !/^\d{6}$/.test(divisionCode.trim()), t('admin.divisionWrong')], ['post-window', role === 'windowClerk' && windowId === '', t('admin.windowMissing')],
  ];
}

export const sentPost = ({ role, departmentCode, divisionCode, windowId }: TypedPost): Schema<'StaffPostDto'> => (
  { role: role as Schema<'StaffPostDto'>['role'], departmentCode, divisionCode: divisionCode.trim(), ...(role === 'windowClerk' && { windowId }) });

/** The server's fields as the controls are called. */
export const POST_CONTROLS = {
  'post.role': 'post-role', 'post.departmentCode': 'post-department', 'post.divisionCode': 'post-division', 'post.windowId': 'post-window',
  departmentCode: 'post-department', divisionCode: 'post-division', windowId: 'post-window',
};

import type { Schema } from '../../api/client';

/** A post in words: role, department, division. */
export function postText({ role, departmentCode, divisionCode }: Schema<'StaffPostDto'>, t: (key: string) => string, departmentName: (code: string) => string): string {
  const department = departmentCode === 'governmentServices' ? t('admin.platform') : departmentName(departmentCode);
  return `${t(`parts.role.${role}`)} · ${department} · ${divisionCode}`;
}

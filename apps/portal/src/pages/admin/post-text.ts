import type { Schema } from '../../api/client';

/** A post in words: role, department, division. */
export function postText(
  { role, departmentCode, divisionCode }: Schema<'StaffPostDto'>, t: (key: string) => string,
  names: { department: (code: string) => string; division: (code: string) => string },
): string {
  const department = departmentCode === 'governmentServices' ? t('admin.platform') : names.department(departmentCode);
  return `${t(`parts.role.${role}`)} · ${department} · ${names.division(divisionCode)}`;
}

import type { FieldProblem } from '../api/problem';
import type { ListMember, MergedField } from '../shared/rules';
import type { ServerText } from '../texts/texts';

/** The field or member of a list that a path names, and the row that it is in, from 1. */
export interface NamedField {
  field: MergedField | ListMember;
  row?: number;
}

/** @param path `form.child.name` or `form.case.workers.0.role` */
export function fieldAt(fields: readonly MergedField[], path: string): NamedField | undefined {
  const [, subject, name, row, member] = path.split('.');
  const field = fields.find(({ element }) => element === `${subject}.${name}`);
  if (!field || row === undefined) return field && { field };
  const found = field.members?.find(({ code }) => code === member);
  return { field: found ?? field, row: Number(row) + 1 };
}

interface Tongue {
  t: (key: string, values?: Record<string, unknown>) => string;
  te: (key: string) => boolean;
  say: (text: ServerText) => string;
}

/** What is wrong in plain words, with the field's name: for the error summary and for beside the field. */
export function messageOf({ code }: FieldProblem, { field, row }: NamedField, { t, te, say }: Tongue): string {
  const validation: MergedField['validation'] = field.validation ?? {};
  const hints = (validation.patterns ?? []).map(({ hint }) => hint).concat(validation.patternHint ?? []);
  const values = {
    name: say(field.name), row: row ?? '', min: validation.min, max: validation.max, minLength: validation.minLength ?? 1, maxLength: validation.maxLength ?? 500,
    minItems: validation.minItems ?? 1, maxItems: validation.maxItems ?? 200, earliest: dayOrToday(validation.earliest, t), latest: dayOrToday(validation.latest, t),
    hint: hints.map(say).join(t('parts.form.comma')),
  };
  const byType = `parts.form.problem.${code}.${field.type}`;
  const byHint = code === 'CASES.WRONG_FORMAT' && hints.length > 0 && !te(byType) ? 'parts.form.problem.withHint' : undefined;
  const key = [byType, byHint, `parts.form.problem.${code}.any`].find((one) => one !== undefined && te(one)) ?? 'parts.form.problem.other';
  const message = t(key, values);
  return row === undefined ? message : t('parts.form.inRow', { row, message });
}

function dayOrToday(bound: string | undefined, t: Tongue['t']): string {
  return bound === undefined || bound === 'today' ? t('parts.form.today') : bound;
}

import type { FormValues, MergedField } from '../shared/rules';

/** Every division that the answers name, in rows too: their names have to be looked up. Pure. */
export function divisionsIn(fields: readonly MergedField[], values: FormValues): string[] {
  return fields.flatMap((field) => {
    const value = values[field.element];
    if (field.type === 'division') return typeof value === 'string' ? [value] : [];
    if (field.type !== 'list' || !Array.isArray(value)) return [];
    const codes = (field.members ?? []).filter(({ type }) => type === 'division').map(({ code }) => code);
    return (value as FormValues[]).flatMap((row) => codes.flatMap((code) => (typeof row[code] === 'string' ? [row[code]] : [])));
  });
}

import type { Schema } from '../../api/client';
import type { MergedField } from '../../shared/rules';

/** All fields of the form of an item. */
export function fieldsOf(form: Schema<'CrossFormDto'> | undefined): MergedField[] {
  return (form?.form ?? []).flatMap(({ fields }) => fields as unknown as MergedField[]);
}

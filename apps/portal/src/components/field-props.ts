/** What every field has around its control. */
export interface FieldProps {
  /** Of the control, for labels and for links of the error summary. */
  id: string;
  label: string;
  hint?: string;
  error?: string;
  /** Where a value comes from that the platform filled in. */
  source?: string;
  optional?: boolean;
}

/** For `UiField`: an object of its own each time, because Vue takes the same object for the same properties. */
export function fieldProps({ id, label, hint, error, source, optional }: FieldProps): FieldProps {
  return { id, label, hint, error, source, optional };
}

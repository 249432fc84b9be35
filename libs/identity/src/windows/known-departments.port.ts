/** Which departments there are: answered by the catalogue, which this library does not know. */
export abstract class KnownDepartments {
  /** Codes of departments (部门) of the edition in force. */
  abstract codes(): Promise<ReadonlySet<string>>;
  /** Whether there is a division (行政区划) of that code in the edition in force. */
  abstract hasDivision(code: string): Promise<boolean>;
}

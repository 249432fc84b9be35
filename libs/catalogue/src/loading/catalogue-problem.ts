/** Something in a catalogue file that has to be mended before the catalogue can be published. */
export interface CatalogueProblem {
  file: string;
  /** Counted from 1. */
  line: number;
  /** Counted from 1. */
  column: number;
  /** The field, as `serviceItems[birthCertificate].form[2].element`; empty when the whole file is meant. */
  field: string;
  /** What is wrong. */
  message: string;
  /** What to write instead. */
  advice: string;
}

/** How a person reads it: `file:line:column field: message — advice`. */
export function formatProblem(problem: CatalogueProblem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  const field = problem.field === '' ? '' : ` ${problem.field}`;
  return `${place}${field}: ${problem.message} — ${problem.advice}`;
}

/** `items[2].when` below `parent`. */
export function fieldName(parent: string, path: readonly (string | number)[]): string {
  return path.reduce<string>((name, step) => {
    if (typeof step === 'number') return `${name}[${step}]`;
    return name === '' ? step : `${name}.${step}`;
  }, parent);
}

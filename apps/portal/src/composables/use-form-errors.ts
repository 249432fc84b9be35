import { shallowRef } from 'vue';
import type { Problem } from '../api/problem';
import { useTexts } from '../texts/texts';

/** As `UiErrorSummary` takes it. */
interface FoundError {
  id: string;
  text: string;
}

/** One thing to be checked before anything is sent: the control, whether it is wrong, and what is said then. */
export type FieldRule = [id: string, isWrong: boolean, text: string];

/** What is wrong in a form, for `UiErrorSummary` and the fields: what the page finds itself, and what the server names. */
export function useFormErrors() {
  const errors = shallowRef<FoundError[]>([]);
  const { t, te } = useTexts();

  /** @returns true when nothing is wrong */
  function check(rules: readonly FieldRule[]): boolean {
    errors.value = rules.filter(([, isWrong]) => isWrong).map(([id, , text]) => ({ id, text }));
    return errors.value.length === 0;
  }

  /**
   * The fields that the server names, as errors of the form's controls.
   * @param controls the control of each of the server's fields
   * @returns true when the server has named one: then the problem needs no box of its own
   */
  function take(problem: Problem | undefined, controls: Readonly<Record<string, string>>): boolean {
    const named = (problem?.errors ?? []).filter(({ field }) => controls[field] !== undefined);
    errors.value = named.map(({ field, code }) => ({ id: controls[field]!, text: te(`problems.${code}`) ? t(`problems.${code}`) : t('problems.status.422') }));
    return named.length > 0;
  }

  return { errors, check, take, errorOf: (id: string): string | undefined => errors.value.find((error) => error.id === id)?.text };
}

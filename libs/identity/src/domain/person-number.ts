import { type CivilDate, DomainError, parseCitizenId, parseUscc } from '@onething/kernel';

/** A natural person has a citizen's number, a legal person a unified social credit code. */
export type PersonKind = 'natural' | 'legal';

/**
 * The number of a person in its one written form, so that equal numbers are found equal.
 * @throws DomainError `CITIZEN_ID.…` or `USCC.…`
 */
export function canonicalNumber(kind: PersonKind, number: string, today: CivilDate): string {
  return kind === 'natural' ? parseCitizenId(number, today).number : parseUscc(number).code;
}

/** The form in which a text would stand in the register, or undefined when it is no valid number of either kind. */
export function searchableNumber(text: string, today: CivilDate): string | undefined {
  return readNumber(text, today)?.number;
}

/** Whose number it is by its form, and its one written form; undefined when it is no valid number of either kind. */
export function readNumber(text: string, today: CivilDate): { kind: PersonKind; number: string } | undefined {
  for (const kind of ['natural', 'legal'] as const) {
    try {
      return { kind, number: canonicalNumber(kind, text, today) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return undefined;
}

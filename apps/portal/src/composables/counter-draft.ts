/** The draft that a clerk has begun for the person at the counter, for the way back to it. An id, which opens nothing when they have left. */
const KEY = 'onething.counter-draft';

export const counterDraft = (): string | undefined => sessionStorage.getItem(KEY) ?? undefined;

export function keepCounterDraft(caseId: string | undefined): void {
  if (caseId === undefined) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, caseId);
}

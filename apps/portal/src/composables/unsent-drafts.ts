/**
 * What was typed and could not be sent yet, by case. It is kept for the tab alone (`sessionStorage`): a reload finds it, a closed
 * browser does not, and signing out or another person's log-in removes it. Personal data are never in `localStorage`.
 */
const PREFIX = 'onething.unsent.';

export function keepUnsentDraft(name: string, draft: unknown): void {
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(draft));
  } catch {
    // Full or forbidden: it is still in the page.
  }
}

export function findUnsentDraft<T>(name: string): T | undefined {
  const kept = sessionStorage.getItem(PREFIX + name);
  return kept === null ? undefined : JSON.parse(kept) as T;
}

export function clearUnsentDraft(name: string): void {
  sessionStorage.removeItem(PREFIX + name);
}

export function clearUnsentDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

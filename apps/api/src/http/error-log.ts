/** What a log says about an error. Messages of PostgreSQL may repeat values, so of those only code and place are kept. */
export function withoutInput(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { name: typeof thrown };
  const { name, message, stack } = thrown;
  const { code, severity, table, constraint } = thrown as { code?: string; severity?: string; table?: string; constraint?: string };
  const frames = stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')).map((line) => line.trim());
  return severity === undefined ? { name, code, message, frames } : { name, code, table, constraint, frames };
}

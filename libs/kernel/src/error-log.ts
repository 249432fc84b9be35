/** Parts of a message that may repeat what somebody typed: quoted text, addresses of mail, Chinese text, long numbers. */
const INPUT = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[^\s<>@,;:]+@[^\s<>@,;:]+|[\p{Script=Han}·]+|\d[\d -]{5,}[\dXx]/gu;

/**
 * What a log says about an error. Messages of PostgreSQL may repeat values, so of those only code and place are kept; in others what may
 * be input is replaced by `…`.
 */
export function withoutInput(thrown: unknown): Record<string, unknown> {
  if (!isError(thrown)) return { name: typeof thrown };
  const { name, message, stack } = thrown;
  const { code, severity, table, constraint } = thrown as { code?: string; severity?: string; table?: string; constraint?: string };
  const frames = stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')).map((line) => line.trim());
  return severity === undefined ? { name, code, message: message.replace(INPUT, '…'), frames } : { name, code, table, constraint, frames };
}

/** Also one of another realm. */
function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || Object.prototype.toString.call(thrown) === '[object Error]';
}

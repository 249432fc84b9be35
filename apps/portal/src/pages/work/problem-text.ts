interface Tongue {
  t: (key: string) => string;
  te: (key: string) => boolean;
}

/** Why one row of many was refused, in the page's language where it has words for it. */
export function problemText({ code, detail }: { code: string; detail: string }, { t, te }: Tongue): string {
  const key = `problems.${code}`;
  return te(key) ? t(key) : detail;
}

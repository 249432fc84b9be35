const BROWSERS: [RegExp, string][] = [
  [/MicroMessenger\//, 'WeChat'], [/Edg(e|A|iOS)?\//, 'Edge'], [/OPR\//, 'Opera'], [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'], [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'], [/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux'],
];
const LONGEST = 60;

/** What people know a device by in the list of their sessions: `Firefox · Windows`, or the name of a program. */
export function deviceLabel(userAgent: string | undefined): string | null {
  if (!userAgent) return null;
  const named = [BROWSERS, SYSTEMS].flatMap((known) => known.find(([pattern]) => pattern.test(userAgent))?.[1] ?? []);
  if (userAgent.startsWith('Mozilla/') && named.length > 0) return named.join(' · ');
  return /^[\w.+-]+(\/[\w.+-]+)?/.exec(userAgent)?.[0].slice(0, LONGEST) ?? null;
}

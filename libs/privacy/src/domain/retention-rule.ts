import { addDays, type CivilDate, startOfDay, type Text } from '@onething/kernel';

/** Added up, counted from the day on which a record ended. */
export interface Period {
  years?: number;
  months?: number;
  days?: number;
}

/** How long records of a class are kept, and what goes then. */
export interface RetentionRule {
  class: string;
  period: Period;
  erases: Text;
}

/**
 * Records that ended before this instant (epoch ms) have been kept for the whole period, their last day included. A day that a month
 * lacks is its last one.
 */
export function keptUntil(today: CivilDate, { years = 0, months = 0, days = 0 }: Period): number {
  const [year, month, day] = today.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year - years, month - 1 - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return startOfDay(addDays(first.toISOString().slice(0, 10), -days));
}

/** @throws Error naming what is wrong with the file */
export function parseRetentionRules(content: unknown, classes: readonly string[]): RetentionRule[] {
  const { rules } = (content ?? {}) as { rules?: RetentionRule[] };
  if (!Array.isArray(rules)) throw new Error('config/retention.yaml needs a list `rules`');
  rules.forEach((rule, index) => {
    const where = `config/retention.yaml, rules[${index}]`;
    if (!classes.includes(rule.class)) throw new Error(`${where}: there is no class "${rule.class}"; write one of ${classes.join(', ')}`);
    if (rules.findIndex((one) => one.class === rule.class) !== index) throw new Error(`${where}: the class ${rule.class} has two rules; keep one`);
    const parts = Object.entries(rule.period ?? {});
    const isWhole = ([unit, count]: [string, unknown]) => ['years', 'months', 'days'].includes(unit) && Number.isSafeInteger(count) && (count as number) >= 0;
    if (parts.length === 0 || !parts.every(isWhole) || !parts.some(([, count]) => count > 0))
      throw new Error(`${where}: \`period\` is whole years, months or days, more than none of them`);
    if (typeof rule.erases?.zh !== 'string' || typeof rule.erases.en !== 'string') throw new Error(`${where}: \`erases\` says in zh and en what goes`);
  });
  return rules;
}

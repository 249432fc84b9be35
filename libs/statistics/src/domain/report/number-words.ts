import type { ReportFigure } from './annual-data';

const TEN_THOUSAND = 10_000;

/** As the model report writes: whole numbers, from ten thousand on in 万 with two decimals at most. */
export function countText(count: number): string {
  return count < TEN_THOUSAND ? String(count) : `${Math.round(count / (TEN_THOUSAND / 100)) / 100}万`;
}

/** Two decimals; a share of nothing is a dash. */
export function percent(part: number | null): string {
  return part === null ? '—' : `${(part * 100).toFixed(2)}%`;
}

export function figureText(code: ReportFigure, value: number): string {
  if (code.endsWith('Rate')) return percent(value);
  return code.startsWith('savings.') ? value.toFixed(2) : countText(value);
}

/** `2026年1月5日10:00` in China. */
export function instantInChina(instant: number): string {
  const [date, time] = new Date(instant + 8 * 3_600_000).toISOString().split('T') as [string, string];
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日${time.slice(0, 5)}`;
}

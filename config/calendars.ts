import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CalendarData, type CalendarOverlay, type CalendarYear, canonicalJson, DomainError } from '@onething/kernel';
import { parse } from 'yaml';

const NATIONAL_OPENING_TIME = '09:00';
const NATIONAL_CLOSING_TIME = '18:00';

/**
 * Reads the working-day calendars: one file per year (`2026.yaml`) and one overlay per region (`overlays/650000.yaml`). The
 * version names the last year and a digest of all days, so that two deadlines with one version were computed alike.
 * @param directory usually `config/calendars`
 * @throws DomainError `CALENDAR.INVALID` naming the file
 */
export function loadCalendars(directory: string): CalendarData {
  const years = yamlFiles(directory).map((path) => readYear(path)).sort((a, b) => a.year - b.year);
  if (years.length === 0) throw invalid(directory, 'holds no calendar. Add one file per year, for example 2026.yaml.');
  const overlays = Object.fromEntries(yamlFiles(join(directory, 'overlays')).map(readOverlay));
  const content = { opens: NATIONAL_OPENING_TIME, closes: NATIONAL_CLOSING_TIME, years, overlays };
  const digest = createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 8);
  return { version: `${years.at(-1)!.year}-${digest}`, ...content };
}

function readYear(path: string): CalendarYear {
  const { year, status, off, work } = readRecord(path, ['year', 'status', 'off', 'work']);
  if (typeof year !== 'number' || !path.endsWith(`${year}.yaml`)) throw invalid(path, 'must be named after its `year`.');
  if (status !== 'official' && status !== 'recalled' && status !== 'provisional') {
    throw invalid(path, 'needs a `status`: official, recalled or provisional.');
  }
  if (!isTexts(work)) throw invalid(path, 'needs `work`, a list of days.');
  return { year, status, off: dayRanges(path, off), work };
}

function readOverlay(path: string): [string, CalendarOverlay] {
  const { region, opens, closes, off, work } = readRecord(path, ['region', 'opens', 'closes', 'off', 'work']);
  if (typeof region !== 'string' || !path.endsWith(`${region}.yaml`)) throw invalid(path, 'must be named after its `region`, a text of six digits.');
  if (!isOptionalText(opens) || !isOptionalText(closes)) throw invalid(path, 'needs `opens` and `closes` as texts, for example \'19:30\'.');
  if (work !== undefined && !isTexts(work)) throw invalid(path, 'needs `work`, a list of days.');
  return [region, { opens, closes, off: dayRanges(path, off), work }];
}

function dayRanges(path: string, off: unknown): CalendarYear['off'] {
  if (!Array.isArray(off) || !off.every((entry) => isRange(entry) || isHoliday(entry))) {
    throw invalid(path, 'needs `off`, a list of days, of pairs [first day, last day] and of { days, zh, en }.');
  }
  return off as CalendarYear['off'];
}

const isOptionalText = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string';

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((entry) => typeof entry === 'string');

const isRange = (entry: unknown): boolean => typeof entry === 'string' || (isTexts(entry) && entry.length === 2);

function isHoliday(entry: unknown): boolean {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return false;
  const { days, zh, en, ...others } = entry as Record<string, unknown>;
  return isRange(days) && typeof zh === 'string' && typeof en === 'string' && Object.keys(others).length === 0;
}

function readRecord(path: string, known: string[]): Record<string, unknown> {
  const content: unknown = parse(readFileSync(path, 'utf8'));
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw invalid(path, 'must hold fields and values.');
  const unknown = Object.keys(content).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw invalid(path, `has the unknown field ${unknown.join(', ')}. Known are ${known.join(', ')}.`);
  return content as Record<string, unknown>;
}

function yamlFiles(directory: string): string[] {
  return readdirSync(directory).filter((name) => name.endsWith('.yaml')).sort().map((name) => join(directory, name));
}

function invalid(path: string, message: string): DomainError {
  return new DomainError('invalid', 'CALENDAR.INVALID', `${path} ${message}`);
}

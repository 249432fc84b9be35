import { readFileSync } from 'node:fs';
import { checkThresholds, type LightThresholds } from '@onething/deadlines';
import { DomainError } from '@onething/kernel';
import { parse } from 'yaml';

/**
 * Reads when the lights of limits change.
 * @param path usually `config/lights.yaml`
 * @throws DomainError `LIGHTS.INVALID` naming the file, `DEADLINES.THRESHOLDS_INVALID`
 */
export function loadLightThresholds(path: string): LightThresholds {
  const { yellow, orange } = record(path, parse(readFileSync(path, 'utf8')), ['yellow', 'orange']);
  const { remainingDays, usedShare } = record(path, yellow, ['remainingDays', 'usedShare']);
  const { remainingDays: lastDays } = record(path, orange, ['remainingDays']);
  return checkThresholds({
    yellow: { remainingDays: number(path, remainingDays), usedShare: number(path, usedShare) },
    orange: { remainingDays: number(path, lastDays) },
  });
}

function record(path: string, value: unknown, fields: string[]): Record<string, unknown> {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isRecord || Object.keys(value).sort().join() !== [...fields].sort().join()) {
    throw new DomainError('invalid', 'LIGHTS.INVALID', `${path} needs exactly the fields ${fields.join(' and ')} in that place.`);
  }
  return value as Record<string, unknown>;
}

function number(path: string, value: unknown): number {
  if (typeof value === 'number') return value;
  throw new DomainError('invalid', 'LIGHTS.INVALID', `${path} needs numbers for its days and shares.`);
}

import { addDays, type CivilDate, DomainError } from '@onething/kernel';
import type { CommandOf } from '../domain/item-command';

/** No special procedure, later material or check of a promise may be planned further ahead, days. */
const FURTHEST_DAYS = 366;

/** @throws DomainError `CASES.DAY_OUT_OF_RANGE` naming the day that lies in the past or too far ahead */
export function checkDays(command: CommandOf<'accept' | 'startProcedure' | 'checkPromise'>, today: CivilDate): void {
  if (command.type === 'startProcedure') requireAhead('plannedEnd', command.plannedEnd, today);
  else if (command.type === 'checkPromise') {
    if (command.rectifyBy) requireAhead('rectifyBy', command.rectifyBy, today);
  } else {
    if (command.later) requireAhead('later.until', command.later.until, today);
    if (command.onPromise) requireAhead('onPromise.checkBy', command.onPromise.checkBy, today);
  }
}

function requireAhead(field: string, day: CivilDate, today: CivilDate): void {
  if (day >= today && day <= addDays(today, FURTHEST_DAYS)) return;
  const message = `Choose a day from today on, at most ${FURTHEST_DAYS} days ahead.`;
  throw new DomainError('invalid', 'CASES.DAY_OUT_OF_RANGE', message, { fields: [{ field, code: 'CASES.DAY_OUT_OF_RANGE', message }] });
}

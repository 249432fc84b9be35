import { Injectable } from '@nestjs/common';
import { DomainError } from '@onething/kernel';
import { CaseNumbers } from './case-numbers';
import { QueryCodes } from './tracking-codes';
import { TrackingLimits } from './tracking-limits';
import { readTrackingNumber } from './tracking-number';

/** Stands in for a case that is not there, so that as much is computed for it. */
const NOWHERE = '00000000-0000-7000-8000-000000000000';

/** Finds a case by an official number and its query code (查询码): who knows both speaks for it. */
@Injectable()
export class CaseLookUp {
  constructor(private readonly numbers: CaseNumbers, private readonly limits: TrackingLimits, private readonly codes: QueryCodes) {}

  /**
   * @param address of the client, whose tries are counted
   * @throws DomainError `NUMBERS.FORM`, `NUMBERS.CHECK_CHARACTER`; `CASES.TOO_MANY_LOOK_UPS`; `CASES.TRACKING_NOT_FOUND` for a wrong
   *   code as for a number that nobody has
   */
  async find(address: string, typed: { number: string; code: string }): Promise<{ caseId: string; itemId: string | null }> {
    const number = readTrackingNumber(typed.number);
    await this.limits.count(address, number);
    const found = await this.numbers.findPlace(number);
    const fits = this.codes.fits(found?.itemId ?? found?.caseId ?? NOWHERE, typed.code);
    if (!found || !fits) throw notFound();
    return found;
  }
}

function notFound(): DomainError {
  return new DomainError('notFound', 'CASES.TRACKING_NOT_FOUND', 'There is no case with this number and this query code. Compare both with the receipt.');
}

import { Injectable } from '@nestjs/common';
import { DomainError } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import { ProgressReader } from './progress-reader';
import type { ProgressDto } from './progress.dto';
import { QueryCodes } from './tracking-codes';
import { TrackingLimits } from './tracking-limits';
import { readTrackingNumber } from './tracking-number';

const FIND: Statement = { name: 'cases.find-by-number', text: 'SELECT case_id AS "caseId", item_id AS "itemId" FROM official_number WHERE number = $1' };

/** Stands in for a case that is not there, so that as much is computed for it. */
const NOWHERE = '00000000-0000-7000-8000-000000000000';

/** Looks up progress without an account, by an official number and its query code. */
@Injectable()
export class Tracking {
  constructor(
    private readonly database: Database,
    private readonly limits: TrackingLimits,
    private readonly codes: QueryCodes,
    private readonly reader: ProgressReader,
  ) {}

  /**
   * @param address of the client
   * @throws DomainError `NUMBERS.FORM`, `NUMBERS.CHECK_CHARACTER`; `CASES.TOO_MANY_LOOK_UPS`; `CASES.TRACKING_NOT_FOUND` for a wrong
   *   code as for a number that nobody has
   */
  async lookUp(address: string, typed: { number: string; code: string }): Promise<ProgressDto> {
    const number = readTrackingNumber(typed.number);
    await this.limits.count(address, number);
    const [found] = await this.database.query<{ caseId: string; itemId: string | null }>(FIND, [number]);
    const fits = this.codes.fits(found?.itemId ?? found?.caseId ?? NOWHERE, typed.code);
    if (!found || !fits) throw notFound();
    return this.reader.getMasked(found.caseId, found.itemId);
  }
}

function notFound(): DomainError {
  return new DomainError('notFound', 'CASES.TRACKING_NOT_FOUND', 'There is no case with this number and this query code. Compare both with the receipt.');
}

import { Injectable } from '@nestjs/common';
import { CaseLookUp } from './case-look-up';
import { ProgressReader } from './progress-reader';
import type { ProgressDto } from './progress.dto';

/** Looks up progress without an account, by an official number and its query code. */
@Injectable()
export class Tracking {
  constructor(private readonly cases: CaseLookUp, private readonly reader: ProgressReader) {}

  /**
   * @param address of the client
   * @throws DomainError as `CaseLookUp.find`
   */
  async lookUp(address: string, typed: { number: string; code: string }): Promise<ProgressDto> {
    const { caseId, itemId } = await this.cases.find(address, typed);
    return this.reader.getMasked(caseId, itemId);
  }
}

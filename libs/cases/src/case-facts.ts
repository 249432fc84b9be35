import { Injectable } from '@nestjs/common';
import { CaseRepository } from './persistence/case.repository';

/** What other capabilities ask about a case as a whole. No personal data. */
export interface CaseFacts {
  applicantAccountId: string;
  state: string;
  oneThing: string;
  division: string;
  items: { itemId: string; item: string; department: string; division: string; decided: boolean }[];
}

@Injectable()
export class CaseFactsReader {
  constructor(private readonly repository: CaseRepository) {}

  async find(caseId: string): Promise<CaseFacts | undefined> {
    const [bundle, items] = await Promise.all([this.repository.findBundle(caseId), this.repository.findItems(caseId)]);
    return bundle && {
      applicantAccountId: bundle.applicantAccountId,
      state: bundle.stateName,
      oneThing: bundle.state.scope.oneThing,
      division: bundle.state.scope.division,
      items: items.map(({ state: { itemId, scope, decision } }) => (
        { itemId, item: scope.item, department: scope.department, division: scope.division, decided: decision !== null })),
    };
  }
}

import { Injectable } from '@nestjs/common';
import type { Catalogue } from '@onething/catalogue';
import { CaseDefinitions } from './case-definitions';
import { type FormValues } from './domain/form-values';
import { valuesFilledBy } from './domain/result-face';
import { type CaseAnswers, CaseAnswersStore } from './persistence/case-answers';
import { CaseResults } from './persistence/case-results';

/** What a case knows: the answers of its applicant, and what the results of its own items have filled in since. */
@Injectable()
export class CaseData {
  constructor(
    private readonly answers: CaseAnswersStore,
    private readonly results: CaseResults,
    private readonly definitions: CaseDefinitions,
  ) {}

  async get(caseId: string, scope: { oneThing: string; oneThingVersion: number }): Promise<CaseAnswers & { revision: number }> {
    const [answers, results, { catalogue }] = await Promise.all([
      this.answers.getLatest(caseId),
      this.results.findAll(caseId),
      this.definitions.getPublished(scope.oneThing, scope.oneThingVersion),
    ]);
    return { ...answers, form: { ...answers.form, ...filledIn(catalogue, results) } };
  }
}

function filledIn(catalogue: Catalogue, results: { licenceType: string; face: Record<string, unknown> }[]): FormValues {
  const filled = results.map(({ licenceType, face }) => valuesFilledBy(catalogue.licenceTypes.get(licenceType)!, catalogue.elements, face));
  return Object.assign({}, ...filled) as FormValues;
}

import { Inject, Injectable } from '@nestjs/common';
import { CatalogueService, type OneThing } from '@onething/catalogue';
import { SETTINGS, type Settings } from '@onething/config';
import { PersonDirectory } from '@onething/identity';
import { DomainError } from '@onething/kernel';

/** Whether somebody may begin a one-thing, and where. */
@Injectable()
export class Eligibility {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly persons: PersonDirectory,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * @param personId the applicant
   * @throws DomainError `CASES.DIVISION_ELSEWHERE`, `CASES.ANOTHER_KIND_OF_APPLICANT` (invalid)
   */
  async require(personId: string, { audience }: OneThing, division: string): Promise<void> {
    const [{ catalogue }, kind] = await Promise.all([this.catalogue.getEdition(), this.persons.getKind(personId)]);
    const here = division.slice(0, 2) === this.settings.region.slice(0, 2) && catalogue.divisions.has(division);
    if (!here) throw invalid('CASES.DIVISION_ELSEWHERE', 'division', `This platform serves the region ${this.settings.region}. Choose an existing division of it.`);
    if ((kind === 'legal') !== (audience === 'enterprise')) {
      const wanted = audience === 'enterprise' ? 'a company or another legal person' : 'a natural person';
      throw invalid('CASES.ANOTHER_KIND_OF_APPLICANT', 'oneThing', `This one-thing is for ${wanted}. Log in with an account of that kind.`);
    }
  }
}

function invalid(code: string, field: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field, code, message }] });
}

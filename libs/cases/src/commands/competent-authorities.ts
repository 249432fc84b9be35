import { Injectable } from '@nestjs/common';
import { CatalogueService } from '@onething/catalogue';
import { DomainError } from '@onething/kernel';
import type { ItemRecord } from '../persistence/case.repository';

/** Whose business an item is that is not accepted for want of competence (行政许可法 art. 32: the applicant is told to whom to apply). */
@Injectable()
export class CompetentAuthorities {
  constructor(private readonly catalogue: CatalogueService) {}

  /**
   * @param named USCC, code or name of an authority or department; a name alone when the catalogue does not know it
   * @returns the name as the catalogue has it, or as it was given
   * @throws DomainError `CASES.COMPETENT_IS_ITSELF`, `CASES.NO_SUCH_AUTHORITY` (invalid)
   */
  async nameOf({ state: { authorityUscc } }: ItemRecord, named: string): Promise<string> {
    const text = named.trim();
    const { catalogue } = await this.catalogue.getEdition();
    const isMeant = ({ zh, en }: { zh: string; en: string }) => zh === text || en === text;
    const authority = catalogue.authorities.find(({ uscc, name }) => uscc === text.toUpperCase() || isMeant(name));
    if (authority?.uscc === authorityUscc) throw invalid('CASES.COMPETENT_IS_ITSELF', 'This is the authority that does not accept. Name another one, or leave it out.');
    const known = authority ?? [...catalogue.departments.values()].find(({ code, name }) => code === text || isMeant(name));
    // The event keeps it: a name of an authority, and nothing by which a person could be found.
    if (!known && /\d{5}|^.?$/.test(text)) throw invalid('CASES.NO_SUCH_AUTHORITY', 'The catalogue has no authority of that code. Write its name instead.');
    return known?.name.zh ?? text;
  }
}

function invalid(code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field: 'competent', code, message }] });
}

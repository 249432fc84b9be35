import { Injectable } from '@nestjs/common';
import type { ChainedEvent, EventPayloads } from '@onething/cases';
import { type Authority, CatalogueService, nearestAuthority } from '@onething/catalogue';

/** Which authority signs a document. */
@Injectable()
export class SigningAuthorities {
  constructor(private readonly catalogue: CatalogueService) {}

  /** The office of the item; of the whole the lead department's, or where that has none, that of the first result handed over. */
  async of({ caseId, payload }: Pick<ChainedEvent, 'caseId' | 'payload'>): Promise<Authority> {
    const { oneThing: code, oneThingVersion, division, department } = payload.scope;
    const { catalogue, oneThing } = await this.catalogue.getPublished(code, oneThingVersion);
    const delivered = ((payload as EventPayloads['delivered']).items ?? []).map((item) => catalogue.items.get(item)!.department);
    const candidates = department === undefined ? [oneThing.leadDepartment, ...delivered] : [department];
    for (const candidate of candidates) {
      const found = nearestAuthority(catalogue, candidate, division) ?? (await this.catalogue.findAuthority(candidate, division));
      if (found) return found;
    }
    throw new Error(`No authority of ${candidates.join(', ')} in ${division} can sign a document of case ${caseId}`);
  }
}

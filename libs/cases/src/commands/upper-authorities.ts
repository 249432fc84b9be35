import { Injectable } from '@nestjs/common';
import { type Authority, authorityAbove, CatalogueService } from '@onething/catalogue';

/** The offices above an office: of the same department, in the divisions that hold its own. */
@Injectable()
export class UpperAuthorities {
  constructor(private readonly catalogue: CatalogueService) {}

  async findAbove(department: string, division: string): Promise<Authority | undefined> {
    return authorityAbove((await this.catalogue.getEdition()).catalogue, department, division);
  }
}

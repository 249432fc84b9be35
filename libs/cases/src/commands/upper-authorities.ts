import { Injectable } from '@nestjs/common';
import { type Authority, CatalogueService } from '@onething/catalogue';

/** The offices above an office: of the same department, in the divisions that hold its own. */
@Injectable()
export class UpperAuthorities {
  constructor(private readonly catalogue: CatalogueService) {}

  async findAbove(department: string, division: string): Promise<Authority | undefined> {
    const { divisions } = (await this.catalogue.getEdition()).catalogue;
    const parent = divisions.get(division)?.parent;
    const authority = parent && (await this.catalogue.findAuthority(department, parent));
    return authority && authority.division !== division ? authority : undefined;
  }
}

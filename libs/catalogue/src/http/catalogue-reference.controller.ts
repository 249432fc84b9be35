import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '@onething/identity';
import { CatalogueService } from '../catalogue.service';
import { lookUp } from '../domain/look-up';
import { DepartmentDto, DivisionDto, DivisionQueryDto, LicenceTypeDto } from './reference.dto';
import { ServiceItemDto } from './service-item.dto';
import { presentServiceItem } from './service-item.presenter';

@ApiTags('catalogue')
@Controller()
export class CatalogueReferenceController {
  constructor(private readonly catalogue: CatalogueService) {}

  /** The service guide (办事指南) of one item. */
  @Get('items/:code')
  @Requires('catalogue.read')
  async item(@Param('code') code: string): Promise<ServiceItemDto> {
    const { catalogue } = await this.catalogue.getEdition();
    return presentServiceItem(catalogue, lookUp(catalogue.items, code, 'service item'));
  }

  /** Divisions (行政区划) one level below `parent`. */
  @Get('divisions')
  @Requires('catalogue.read')
  async divisions(@Query() { parent }: DivisionQueryDto): Promise<DivisionDto[]> {
    const divisions = [...(await this.catalogue.getEdition()).catalogue.divisions.values()];
    const parents = new Set(divisions.map((division) => division.parent));
    return divisions
      .filter((division) => division.parent === parent)
      .map((division) => ({ ...division, hasParts: parents.has(division.code) }));
  }

  @Get('departments')
  @Requires('catalogue.read')
  async departments(): Promise<DepartmentDto[]> {
    return [...(await this.catalogue.getEdition()).catalogue.departments.values()];
  }

  /** Types of electronic licences (电子证照) that are issued or accepted here. */
  @Get('licence-types')
  @Requires('catalogue.read')
  async licenceTypes(): Promise<LicenceTypeDto[]> {
    return [...(await this.catalogue.getEdition()).catalogue.licenceTypes.values()];
  }
}

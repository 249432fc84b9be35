import { Body, Controller, Delete, Get, Header, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { AttachedLicences } from '../attached-licences';
import { MaterialReader } from '../material-reader';
import { Promises } from '../promises';
import { licenceView, materialView } from './material-view';
import { CaseLicenceDto, CaseMaterialsDto, MaterialChangeDto, PromiseDto } from './material.dto';

/** The one set of materials (一套材料) of a case, and what stands for papers: licences and promises. */
@ApiTags('materials')
@ApiBearerAuth()
@Controller('cases/:caseId/materials')
export class CaseMaterialsController {
  constructor(
    private readonly reader: MaterialReader,
    private readonly licences: AttachedLicences,
    private readonly promises: Promises,
  ) {}

  /** Every material with its files and what stands for it. An office sees those that its items ask for. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('file.read')
  async list(@CurrentActor() actor: Actor, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<CaseMaterialsDto> {
    const { version, materials } = await this.reader.list(actor, caseId);
    return { version, materials: materials.map(materialView) };
  }

  /** The licence that stands for the paper, in the version that the case uses. */
  @Get(':material/licence')
  @Header('Cache-Control', 'no-store')
  @Requires('file.read')
  async getLicence(
    @CurrentActor() actor: Actor,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('material') material: string,
  ): Promise<CaseLicenceDto> {
    return licenceView(await this.reader.getLicence(actor, caseId, material));
  }

  /** Attaches the licence that the material's subject holds now. Another holder must have consented. */
  @Put(':material/licence')
  @Requires('case.draft')
  async attachLicence(
    @CurrentActor() actor: Actor,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('material') material: string,
  ): Promise<MaterialChangeDto> {
    const { version } = await this.licences.attach(actor, caseId, material);
    return { version };
  }

  /** Takes the licence away again. */
  @Delete(':material/licence')
  @Requires('case.draft')
  detachLicence(
    @CurrentActor() actor: Actor,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('material') material: string,
  ): Promise<MaterialChangeDto> {
    return this.licences.detach(actor, caseId, material);
  }

  /** Makes a promise (告知承诺) in place of the paper, or takes it back. */
  @Put(':material/promise')
  @Requires('case.draft')
  promise(
    @CurrentActor() actor: Actor,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('material') material: string,
    @Body() { agreed }: PromiseDto,
  ): Promise<MaterialChangeDto> {
    return this.promises.set(actor, caseId, material, agreed);
  }
}

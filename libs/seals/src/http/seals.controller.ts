import { Body, Controller, Get, Header, HttpCode, Param, ParseIntPipe, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '@onething/identity';
import type { Actor } from '@onething/kernel';
import { SealRepository, type SealUse, type SealVersion } from '../persistence/seal.repository';
import { SealRegister, type SealStep } from '../seal-register';
import { SealingService } from '../sealing.service';
import {
  ApplyForSealDto, CancelSealDto, ReasonedSealStepDto, SealContentDto, SealDto, SealImageDto, SealPageDto, SealSearchDto, SealStepDto, SealUseDto, SealUsePageDto,
  SealUsePageQueryDto, SealVersionDto,
} from './seal.dto';

/** Electronic seals: applied for by one administrator, approved by another. */
@ApiTags('seals')
@ApiBearerAuth()
@Controller('seals')
export class SealsController {
  constructor(private readonly register: SealRegister, private readonly sealing: SealingService, private readonly repository: SealRepository) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Requires('seal.read')
  async list(@Query() { limit = 20, ...search }: SealSearchDto): Promise<SealPageDto> {
    const found = await this.repository.list({ ...search, limit: limit + 1 });
    const entries = found.slice(0, limit).map(versionView);
    return { entries, next: found.length > limit ? entries.at(-1)!.sealId : undefined };
  }

  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @Requires('seal.read')
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<SealDto> {
    return { versions: (await this.register.get(id)).map(versionView) };
  }

  /** How it looks, also before it is made. */
  @Get(':id/versions/:version/image')
  @Requires('seal.read')
  async image(@Param('id', ParseUUIDPipe) id: string, @Param('version', ParseIntPipe) version: number): Promise<SealImageDto> {
    return { svg: await this.register.getImage(id, version) };
  }

  @Get(':id/uses')
  @Header('Cache-Control', 'no-store')
  @Requires('seal.read')
  async uses(@Param('id', ParseUUIDPipe) id: string, @Query() { after, limit = 20 }: SealUsePageQueryDto): Promise<SealUsePageDto> {
    const found = await this.sealing.listUses(id, { after, limit: limit + 1 });
    const entries = found.slice(0, limit).map(useView);
    return { entries, next: found.length > limit ? entries.at(-1)!.seq : undefined };
  }

  @Post()
  @Requires('seal.apply')
  async apply(@CurrentActor() actor: Actor, @Body() body: ApplyForSealDto): Promise<SealVersionDto> {
    return versionView(await this.register.apply(actor, body));
  }

  /** A new version with a new key, which goes the whole way again. */
  @Post(':id/change')
  @Requires('seal.apply')
  async change(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: SealContentDto): Promise<SealVersionDto> {
    return versionView(await this.register.change(actor, id, body));
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Requires('seal.approve')
  approve(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: SealStepDto): Promise<SealVersionDto> {
    return this.step(actor, id, { ...body, act: 'approve' });
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Requires('seal.approve')
  reject(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReasonedSealStepDto): Promise<SealVersionDto> {
    return this.step(actor, id, { ...body, act: 'reject' });
  }

  /** Makes key, certificates and the signed seal. */
  @Post(':id/make')
  @HttpCode(200)
  @Requires('seal.apply')
  make(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: SealStepDto): Promise<SealVersionDto> {
    return this.step(actor, id, { ...body, act: 'make' });
  }

  /** It is on file with the authority in charge (备案). */
  @Post(':id/file')
  @HttpCode(200)
  @Requires('seal.apply')
  file(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: SealStepDto): Promise<SealVersionDto> {
    return this.step(actor, id, { ...body, act: 'file' });
  }

  /** From now on it may be used; the version before is replaced. */
  @Post(':id/enable')
  @HttpCode(200)
  @Requires('seal.approve')
  enable(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: SealStepDto): Promise<SealVersionDto> {
    return this.step(actor, id, { ...body, act: 'enable' });
  }

  @Post(':id/suspend')
  @HttpCode(200)
  @Requires('seal.suspend')
  suspend(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReasonedSealStepDto): Promise<SealVersionDto> {
    return this.step(actor, id, { ...body, act: 'suspend' });
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Requires('seal.approve')
  resume(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReasonedSealStepDto): Promise<SealVersionDto> {
    return this.step(actor, id, { ...body, act: 'resume' });
  }

  /** For good; its certificates are revoked. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Requires('seal.approve')
  cancel(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: CancelSealDto): Promise<SealVersionDto> {
    return this.step(actor, id, { ...body, act: 'cancel' });
  }

  private async step(actor: Actor, id: string, step: SealStep): Promise<SealVersionDto> {
    return versionView(await this.register.step(actor, id, step));
  }
}

function versionView({ appliedByPerson: _, ...shown }: SealVersion): SealVersionDto {
  return shown;
}

function useView({ sealId: _, ...shown }: SealUse): SealUseDto {
  return shown;
}

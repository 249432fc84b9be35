import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CatalogueService } from '@onething/catalogue';
import { SETTINGS, type Settings } from '@onething/config';
import { PersonDirectory } from '@onething/identity';
import { DomainError } from '@onething/kernel';
import { type RenderedPaper, SealedFiles } from '@onething/sealed-files';
import { GlyphSource, type UsableSealImage } from '@onething/seals';
import { LICENCE_FILES } from '../licence-register';
import { LicenceRepository } from '../persistence/licence.repository';
import { drawLicence } from './draw-licence';
import { licenceContent } from './licence-content';
import { licenceMetadata } from './licence-metadata';
import { LicencePhotos } from './licence-photos';
import { LICENCE_TEMPLATES } from './licence-templates';

/** Renders the files of licences, by the type as the catalogue in force describes it. */
@Injectable()
export class LicenceRenderer implements OnModuleInit {
  constructor(
    private readonly files: SealedFiles,
    private readonly repository: LicenceRepository,
    private readonly catalogue: CatalogueService,
    private readonly persons: PersonDirectory,
    private readonly glyphs: GlyphSource,
    private readonly photos: LicencePhotos,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.files.define(LICENCE_FILES, (versionId, seal) => this.render(versionId, seal));
  }

  /** @throws DomainError `LICENCES.CHARACTER_MISSING` when the font lacks a character; what is issued on the platform was checked before */
  private async render(versionId: string, seal: UsableSealImage): Promise<RenderedPaper> {
    const licence = await this.repository.findByVersionId(versionId);
    if (!licence) throw new Error('There is no such version of a licence');
    const { catalogue } = await this.catalogue.getEdition();
    const type = await this.catalogue.getLicenceType(licence.typeCode);
    const issuerName = catalogue.authorities.find(({ uscc }) => uscc === licence.issuer.uscc)?.name.zh ?? seal.name;
    const { name, number } = await this.persons.getPerson(licence.holder.personId);
    const content = licenceContent({ licence, type, catalogue, issuerName, publicUrl: this.settings.publicUrl });
    const missing = this.glyphs.missingIn([content.title, content.issuer, ...content.fields.flatMap(({ label, value }) => [label, value])].join(''));
    if (missing.length > 0) {
      throw new DomainError('refused', 'LICENCES.CHARACTER_MISSING', `The font has no ${missing.map((one) => `U+${one.codePointAt(0)!.toString(16).toUpperCase()}`).join(', ')}. Put a font that has it into config/fonts.`);
    }
    const photo = type.photo ? await this.photos.find(licence) : undefined;
    const { pdf, place } = await drawLicence({
      content, template: LICENCE_TEMPLATES[type.template], font: this.glyphs.fontFile(), seal: seal.svg, photo, at: Date.parse(`${licence.issuedOn}T00:00:00+08:00`),
      metadata: licenceMetadata(licence, type, { name, number: number ?? undefined }, issuerName, photo),
    });
    return { pdf, place, reason: `颁发${type.name.zh}` };
  }
}

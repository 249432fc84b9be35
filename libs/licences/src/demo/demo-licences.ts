import { Inject, Injectable } from '@nestjs/common';
import { CatalogueService } from '@onething/catalogue';
import { SETTINGS, type Settings } from '@onething/config';
import { DEMO_DIVISION, DEMO_RESIDENTS } from '@onething/identity';
import { Database } from '@onething/persistence';
import { LicenceRegister, type SeededLicence } from '../licence-register';
import { type DemoLicence, demoLicences } from './demo-licence-faces';

/** The licences that the people of the demonstration hold before it begins. */
@Injectable()
export class DemoLicences {
  constructor(
    private readonly database: Database,
    private readonly register: LicenceRegister,
    private readonly catalogue: CatalogueService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * Puts in those that are not there yet; the catalogue must be published and the demo accounts made before.
   * @returns how many were new
   * @throws Error outside embedded mode
   */
  async ensure(): Promise<number> {
    if (this.settings.mode !== 'embedded') throw new Error('Demo licences exist in embedded mode only');
    const licences = await Promise.all(demoLicences(DEMO_RESIDENTS).map((licence) => this.seedOf(licence)));
    return this.database.transaction(async (tx) => {
      let added = 0;
      for (const licence of licences) if (await this.register.seed(tx, licence)) added += 1;
      return added;
    });
  }

  private async seedOf({ holder, department, ...licence }: DemoLicence): Promise<SeededLicence> {
    const resident = DEMO_RESIDENTS.find(({ login }) => login === holder)!;
    const { uscc, division } = await this.catalogue.getAuthority(department, DEMO_DIVISION);
    const { typeCode: officialTypeCode } = await this.catalogue.getLicenceType(licence.typeCode);
    return {
      ...licence,
      officialTypeCode,
      holder: { personId: resident.id, kind: resident.kind === 'legal' ? 'legalPerson' : 'naturalPerson' },
      issuer: { uscc, department, division },
    };
  }
}

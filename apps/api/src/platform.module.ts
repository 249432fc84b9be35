import { join } from 'node:path';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { EncryptedColumns, Keyring } from '@onething/crypto';
import { CLOCK, type Clock, WORK_CALENDAR, WorkCalendar } from '@onething/kernel';
import { loadCalendars } from '../../../config/calendars';
import { hostFacts } from '../../../config/home';

/** What every library may ask for: settings, clock, working-day calendar of the region, keys. */
@Global()
@Module({})
export class PlatformModule {
  static register({ settings, clock }: { settings: Settings; clock: Clock }): DynamicModule {
    const calendars = join(hostFacts().projectRoot, 'config', 'calendars');
    const providers = [
      { provide: SETTINGS, useValue: settings },
      { provide: CLOCK, useValue: clock },
      { provide: WORK_CALENDAR, useFactory: () => new WorkCalendar(loadCalendars(calendars), settings.region) },
      { provide: Keyring, useFactory: () => new Keyring(settings.keys) },
      { provide: EncryptedColumns, useFactory: () => new EncryptedColumns() },
    ];
    return { module: PlatformModule, providers, exports: [SETTINGS, CLOCK, WORK_CALENDAR, Keyring, EncryptedColumns] };
  }
}

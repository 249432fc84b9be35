import { join } from 'node:path';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { EncryptedColumns, Keyring, SigningKeys } from '@onething/crypto';
import { LIGHT_THRESHOLDS, type LightThresholds } from '@onething/deadlines';
import { type CalendarData, CLOCK, type Clock, WORK_CALENDAR, WorkCalendar } from '@onething/kernel';
import { FontGlyphs, GlyphSource } from '@onething/seals';
import { loadCalendars } from '../../../config/calendars';
import { hostFacts } from '../../../config/home';
import { loadLightThresholds } from '../../../config/lights';
import { KeyFileWatch } from './key-file-watch';

interface PlatformFacts {
  settings: Settings;
  clock: Clock;
  /** In place of the files of `config`. */
  calendar?: CalendarData;
  lights?: LightThresholds;
}

/** What every library may ask for: settings, clock, working-day calendar of the region, lights, keys, font of seals. */
@Global()
@Module({})
export class PlatformModule {
  static register({ settings, clock, calendar, lights }: PlatformFacts): DynamicModule {
    const config = join(hostFacts().projectRoot, 'config');
    const providers = [
      { provide: SETTINGS, useValue: settings },
      { provide: CLOCK, useValue: clock },
      { provide: WORK_CALENDAR, useFactory: () => new WorkCalendar(calendar ?? loadCalendars(join(config, 'calendars')), settings.region) },
      { provide: LIGHT_THRESHOLDS, useFactory: () => lights ?? loadLightThresholds(join(config, 'lights.yaml')) },
      { provide: Keyring, useFactory: () => new Keyring(settings.keys) },
      KeyFileWatch,
      { provide: SigningKeys, useFactory: () => new SigningKeys(settings.keys.signing) },
      { provide: GlyphSource, useFactory: () => new FontGlyphs(join(config, 'fonts', 'noto-sans-sc-400.ttf')) },
      { provide: EncryptedColumns, useFactory: () => new EncryptedColumns() },
    ];
    return { module: PlatformModule, providers, exports: [SETTINGS, CLOCK, WORK_CALENDAR, LIGHT_THRESHOLDS, Keyring, SigningKeys, EncryptedColumns, GlyphSource] };
  }
}

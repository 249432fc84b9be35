import { Module } from '@nestjs/common';
import { OwnDataController } from './http/own-data.controller';
import { OwnData } from './own-data/own-data';

/** What persons may ask of their data. Needs `OWN_DATA_SECTIONS`, from a global module where the application is put together. */
@Module({ controllers: [OwnDataController], providers: [OwnData] })
export class PrivacyModule {}

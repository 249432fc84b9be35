export { OWN_DATA_SECTIONS, type OwnDataSection } from './own-data/own-data-section';
export { PrivacyModule } from './privacy.module';

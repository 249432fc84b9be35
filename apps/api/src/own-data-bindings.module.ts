import { Global, Module } from '@nestjs/common';
import { CasesModule, OwnCases } from '@onething/cases';
import { IdentityModule, OwnIdentity } from '@onething/identity';
import { LicencesModule, OwnLicences } from '@onething/licences';
import { NoticesModule, OwnNotices } from '@onething/notices';
import { OWN_DATA_SECTIONS, type OwnDataSection } from '@onething/privacy';
import { OwnRatings, RatingsModule } from '@onething/ratings';

/** What each library keeps about a person. A library that begins to keep something adds its section here. */
@Global()
@Module({
  imports: [CasesModule, IdentityModule, LicencesModule, NoticesModule, RatingsModule],
  providers: [{
    provide: OWN_DATA_SECTIONS,
    inject: [OwnIdentity, OwnCases, OwnLicences, OwnRatings, OwnNotices],
    useFactory: (identity: OwnIdentity, cases: OwnCases, licences: OwnLicences, ratings: OwnRatings, notices: OwnNotices): OwnDataSection[] => [
      { code: 'person', name: { zh: '身份信息', en: 'Person' }, entries: (owner) => identity.person(owner) },
      { code: 'accounts', name: { zh: '账户', en: 'Account' }, entries: (owner) => identity.accountsOf(owner) },
      { code: 'relations', name: { zh: '监护关系', en: 'Guardianship' }, entries: (owner) => identity.relations(owner) },
      { code: 'mandates', name: { zh: '委托代理', en: 'Mandates' }, entries: (owner) => identity.mandatesOf(owner) },
      { code: 'sessions', name: { zh: '登录会话', en: 'Log-in sessions' }, entries: (owner) => identity.sessionsOf(owner) },
      { code: 'cases', name: { zh: '办件', en: 'Cases' }, entries: (owner) => cases.entries(owner) },
      { code: 'licences', name: { zh: '电子证照', en: 'Electronic licences' }, entries: (owner) => licences.licences(owner) },
      { code: 'consents', name: { zh: '授权用证', en: 'Consents' }, entries: (owner) => licences.consentsAsked(owner) },
      { code: 'ratings', name: { zh: '好差评', en: 'Ratings' }, entries: (owner) => ratings.entries(owner) },
      { code: 'notices', name: { zh: '通知', en: 'Notices' }, entries: (owner) => notices.notices(owner) },
      { code: 'noticePreferences', name: { zh: '通知方式', en: 'Ways of notice' }, entries: (owner) => notices.ways(owner) },
    ],
  }],
  exports: [OWN_DATA_SECTIONS],
})
export class OwnDataBindingsModule {}

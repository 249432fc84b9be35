import { Global, Module } from '@nestjs/common';
import { CaseRetention, CasesModule, OwnCases } from '@onething/cases';
import { IdentityModule, OwnIdentity } from '@onething/identity';
import { LicencesModule, OwnLicences } from '@onething/licences';
import { NoticeRetention, NoticesModule, OwnNotices } from '@onething/notices';
import { ERASABLE_RECORDS, type ErasableRecords, OWN_DATA_SECTIONS, type OwnDataSection } from '@onething/privacy';
import { OwnRatings, RatingsModule } from '@onething/ratings';

/** What each library keeps about a person, and for how long. A library that begins to keep something adds it here. */
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
  }, {
    provide: ERASABLE_RECORDS,
    inject: [CaseRetention, NoticeRetention],
    useFactory: (cases: CaseRetention, notices: NoticeRetention): ErasableRecords[] => [
      { class: 'case', findDue: (...asked) => cases.findDue(...asked), erase: (ids, rule) => cases.erase(ids, rule) },
      { class: 'notice', findDue: (...asked) => notices.findDue(...asked), erase: (ids) => notices.erase(ids) },
    ],
  }],
  exports: [OWN_DATA_SECTIONS, ERASABLE_RECORDS],
})
export class OwnDataBindingsModule {}

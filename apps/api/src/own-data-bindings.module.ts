import { Global, Module } from '@nestjs/common';
import { CaseRetention, CasesModule, OwnCases } from '@onething/cases';
import { CrossCaseMatters, CrossCaseRetention, CrossProvinceModule } from '@onething/cross-province';
import { ExchangeModule, ExchangeRetention } from '@onething/exchange';
import { AccountRegister, AccountRetention, AccountsModule, IdentityModule, OwnIdentity } from '@onething/identity';
import { LicencesModule, OwnLicences } from '@onething/licences';
import { NoticeRetention, NoticesModule, OwnNotices } from '@onething/notices';
import { ERASABLE_RECORDS, type ErasableRecords, OWN_DATA_SECTIONS, type OwnDataSection } from '@onething/privacy';
import { ImportedLicences, VerificationModule } from '@onething/verification';
import { OwnRatings, RatingRetention, RatingsModule } from '@onething/ratings';
import { ofConversations } from './records-of-conversations';

/** Records that name an account: a hold on its person keeps them. */
const ofAccounts = (name: string, records: Pick<NoticeRetention, 'findDue' | 'erase'>, accounts: AccountRegister): ErasableRecords => ({
  class: name,
  async findDue(...asked) {
    const due = await records.findDue(...asked);
    const persons = await accounts.findPersonsOf(due.map(({ accountId }) => accountId));
    return due.map(({ accountId, ...record }) => ({ ...record, personId: persons.get(accountId) }));
  },
  erase: (ids) => records.erase(ids),
});

/** What each library keeps about a person, and for how long. A library that begins to keep something adds it here. */
@Global()
@Module({
  imports: [AccountsModule, CasesModule, CrossProvinceModule, ExchangeModule, IdentityModule, LicencesModule, NoticesModule, RatingsModule, VerificationModule],
  providers: [{
    provide: OWN_DATA_SECTIONS,
    inject: [OwnIdentity, OwnCases, OwnLicences, OwnRatings, OwnNotices, ImportedLicences, CrossCaseMatters],
    useFactory: (
      identity: OwnIdentity, cases: OwnCases, licences: OwnLicences, ratings: OwnRatings, notices: OwnNotices, imports: ImportedLicences, crossCases: CrossCaseMatters,
    ): OwnDataSection[] => [
      { code: 'person', name: { zh: '身份信息', en: 'Person' }, entries: (owner) => identity.person(owner) },
      { code: 'accounts', name: { zh: '账户', en: 'Account' }, entries: (owner) => identity.accountsOf(owner) },
      { code: 'claim', name: { zh: '待核验身份', en: 'What you say who you are' }, entries: (owner) => identity.claimOf(owner) },
      { code: 'identityProofs', name: { zh: '实名核验', en: 'Checks of who you are' }, entries: (owner) => identity.proofsOf(owner) },
      { code: 'corrections', name: { zh: '更正申请', en: 'Corrections asked for' }, entries: (owner) => identity.correctionsOf(owner) },
      { code: 'recoveries', name: { zh: '窗口找回账户', en: 'Recoveries at a window' }, entries: (owner) => identity.recoveriesOf(owner) },
      { code: 'waysIn', name: { zh: '登录方式', en: 'Ways to log in' }, entries: (owner) => identity.waysIn(owner) },
      { code: 'relations', name: { zh: '监护关系', en: 'Guardianship' }, entries: (owner) => identity.relations(owner) },
      { code: 'mandates', name: { zh: '委托代理', en: 'Mandates' }, entries: (owner) => identity.mandatesOf(owner) },
      { code: 'sessions', name: { zh: '登录会话', en: 'Log-in sessions' }, entries: (owner) => identity.sessionsOf(owner) },
      { code: 'attendances', name: { zh: '窗口代办', en: 'Visits at a counter' }, entries: (owner) => identity.attendancesOf(owner) },
      { code: 'cases', name: { zh: '办件', en: 'Cases' }, entries: (owner) => cases.entries(owner) },
      { code: 'casesOfOthers', name: { zh: '涉及本人的他人办件', en: 'Cases of others that name you' }, entries: (owner) => cases.asParty(owner) },
      { code: 'crossProvinceCases', name: { zh: '跨省通办办件', en: 'Cases of two provinces' }, entries: (owner) => crossCases.entries(owner) },
      { code: 'licences', name: { zh: '电子证照', en: 'Electronic licences' }, entries: (owner) => licences.licences(owner) },
      { code: 'importedLicences', name: { zh: '外部证照', en: 'Licences from elsewhere' }, entries: (owner) => imports.entries(owner) },
      { code: 'consents', name: { zh: '授权用证', en: 'Consents' }, entries: (owner) => licences.consentsAsked(owner) },
      { code: 'ratings', name: { zh: '好差评', en: 'Ratings' }, entries: (owner) => ratings.entries(owner) },
      { code: 'badRatings', name: { zh: '差评处理', en: 'Handling of bad ratings' }, entries: (owner) => ratings.badRatings(owner) },
      { code: 'notices', name: { zh: '通知', en: 'Notices' }, entries: (owner) => notices.notices(owner) },
      { code: 'noticePreferences', name: { zh: '通知方式', en: 'Ways of notice' }, entries: (owner) => notices.ways(owner) },
    ],
  }, {
    provide: ERASABLE_RECORDS,
    inject: [CaseRetention, NoticeRetention, RatingRetention, AccountRetention, AccountRegister, CrossCaseRetention, ImportedLicences, ExchangeRetention],
    useFactory: (
      cases: CaseRetention, notices: NoticeRetention, ratings: RatingRetention, retained: AccountRetention, accounts: AccountRegister, crossCases: CrossCaseRetention,
      imports: ImportedLicences, exchange: ExchangeRetention,
    ): ErasableRecords[] => [
      { class: 'case', findDue: (...asked) => cases.findDue(...asked), erase: (ids, rule) => cases.erase(ids, rule), keep: (id) => cases.keep(id) },
      { class: 'crossCase', findDue: (...asked) => crossCases.findDue(...asked), erase: (ids, rule) => crossCases.erase(ids, rule) },
      { class: 'crossCaseUpload', findDue: (...asked) => crossCases.findUnnamedFiles(...asked), erase: (ids) => crossCases.eraseUnnamedFiles(ids) },
      ofAccounts('notice', notices, accounts),
      ...ratings.classes().map((records) => ofAccounts(records.class, records, accounts)),
      { class: 'importedLicence', findDue: (...asked) => imports.findDue(...asked), erase: (ids) => imports.erase(ids) },
      ...retained.classes(),
      ...exchange.classes().map((records) => ofConversations(records, crossCases)),
    ],
  }],
  exports: [OWN_DATA_SECTIONS, ERASABLE_RECORDS],
})
export class OwnDataBindingsModule {}

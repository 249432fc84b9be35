import { Module, type OnModuleInit } from '@nestjs/common';
import { CatalogueModule } from '@onething/catalogue';
import { SETTINGS, type Settings } from '@onething/config';
import { EncryptedColumns, sqlEncryptedColumn } from '@onething/crypto';
import { IdentityModule } from '@onething/identity';
import { JobsModule } from '@onething/jobs';
import { LicencesModule } from '@onething/licences';
import { Database } from '@onething/persistence';
import { InvitationLinks, RatingEventFeed } from '@onething/ratings';
import { ConsentNotices } from './consent-notices';
import { CorrectionNotices } from './correction-notices';
import { DELIVERY_RETRIES, PATIENT_RETRIES } from './delivering/delivery-queue';
import { FileSmsGateway } from './delivering/file-sms-gateway';
import { NoticeDeliveries } from './delivering/notice-deliveries';
import { MailSender, SmsGateway } from './delivering/outlets';
import { SmtpMailSender } from './delivering/smtp-mail-sender';
import { InboxController } from './http/inbox.controller';
import { NoticeFailuresController } from './http/notice-failures.controller';
import { NoticePreferencesController } from './http/notice-preferences.controller';
import { MandateNotices } from './mandate-notices';
import { NoticeAddresses } from './notice-addresses';
import { NoticeChannels } from './notice-channels';
import { loadNoticeTemplates, NOTICE_TEMPLATES } from './notice-templates.file';
import { NoticeOutbox } from './notice-outbox';
import { NoticeTexts } from './notice-texts';
import { NoticeWriter } from './notice-writer';
import { DeliveryRepository } from './persistence/delivery.repository';
import { RatingAddresses } from './rating-addresses';
import { RatingNotices } from './rating-notices';
import { NoticeRetention } from './notice-retention';
import { OwnNotices } from './own-notices';
import { NoticeRepository } from './persistence/notice.repository';
import { FeedProgress } from './persistence/feed-progress';
import { ADDRESS_TABLE, PreferenceRepository } from './persistence/preference.repository';

/** Needs `NoticeCases`, from a global module where the application is put together. */
@Module({
  imports: [CatalogueModule, IdentityModule, JobsModule, LicencesModule],
  controllers: [InboxController, NoticePreferencesController, NoticeFailuresController],
  providers: [
    NoticeAddresses, NoticeRetention, OwnNotices, NoticeRepository, DeliveryRepository, PreferenceRepository, FeedProgress, NoticeChannels, NoticeTexts, NoticeOutbox, NoticeWriter, NoticeDeliveries, ConsentNotices, MandateNotices, CorrectionNotices,
    RatingNotices, RatingAddresses, RatingEventFeed, InvitationLinks,
    { provide: NOTICE_TEMPLATES, useFactory: loadNoticeTemplates },
    { provide: DELIVERY_RETRIES, useValue: PATIENT_RETRIES },
    { provide: MailSender, inject: [SETTINGS], useFactory: ({ mail }: Settings) => new SmtpMailSender(mail) },
    { provide: SmsGateway, inject: [SETTINGS], useFactory: ({ smsFile }: Settings) => new FileSmsGateway(smsFile) },
  ],
  exports: [NoticeAddresses, NoticeRetention, OwnNotices, SmsGateway, NoticeWriter, NoticeDeliveries, ConsentNotices, MandateNotices, CorrectionNotices, RatingNotices, JobsModule],
})
export class NoticesModule implements OnModuleInit {
  constructor(private readonly database: Database, private readonly columns: EncryptedColumns) {}

  onModuleInit(): void {
    this.columns.register(sqlEncryptedColumn(this.database, { table: ADDRESS_TABLE, key: 'account_id', field: 'email' }));
  }
}

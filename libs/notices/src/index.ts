import type { MigrationClass } from '@onething/persistence';
import { CreateNotices1764003400000 } from './persistence/migrations/1764003400000-create-notices';

export { NoticeDeliveries } from './delivering/notice-deliveries';
export { type NoticeCase, NoticeCases } from './notice-cases.port';
export { NoticeWriter } from './notice-writer';
export { SmsGateway } from './delivering/outlets';
export { NoticesModule } from './notices.module';

export const NOTICES_MIGRATIONS: MigrationClass[] = [CreateNotices1764003400000];

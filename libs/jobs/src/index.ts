import type { MigrationClass } from '@onething/persistence';
import { CreateJobSchema1764003300000 } from './migrations/1764003300000-create-job-schema';

export { type ClaimedJob, JobQueues, type NewJob, type RetryPolicy } from './job-queues';
export { JobsModule } from './jobs.module';

export const JOBS_MIGRATIONS: MigrationClass[] = [CreateJobSchema1764003300000];

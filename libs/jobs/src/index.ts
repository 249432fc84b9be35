import type { MigrationClass } from '@onething/persistence';
import { CreateJobSchema1764003300000 } from './migrations/1764003300000-create-job-schema';
import { JOB_SCHEMA } from './job-schema';

export { type ClaimedJob, JobQueues, type NewJob, type RetryPolicy } from './job-queues';
export { JOB_SCHEMA } from './job-schema';
export { JobsModule } from './jobs.module';

export const JOBS_MIGRATIONS: MigrationClass[] = [CreateJobSchema1764003300000];
/**
 * What pg-boss notes about itself and makes anew: its version, its processes, its measurements and warnings, index builds. The rest (queues,
 * jobs and what they wait for) is what must not be lost.
 */
export const JOB_HOUSEKEEPING_TABLES: readonly string[] = ['version', 'instance', 'queue_stats', 'warning', 'bam'].map((table) => `${JOB_SCHEMA}.${table}`);

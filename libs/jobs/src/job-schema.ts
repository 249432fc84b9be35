/** Schema of the job library's tables, beside ours. */
export const JOB_SCHEMA = 'onething_job';

import { CaseHistories } from './case-history';
import { ProgressReader } from './progress-reader';
import { ProgressController } from './progress.controller';
import { Tracking } from './tracking';
import { QueryCodes } from './tracking-codes';
import { TrackingLimits } from './tracking-limits';
import { TrackingController } from './tracking.controller';

export const PROGRESS_CONTROLLERS = [ProgressController, TrackingController];

export const PROGRESS_PROVIDERS = [CaseHistories, ProgressReader, QueryCodes, Tracking, TrackingLimits];

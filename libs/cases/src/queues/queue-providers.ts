import { Absences } from './absences';
import { ApplicantSearch } from './applicant-search';
import { ApprovalQueue } from './approval-queue';
import { BulkCommands } from './bulk-commands';
import { ClaimCommands } from './claim-commands';
import { ClaimGuard } from './claim-guard';
import { ClaimRepository } from './claim.repository';
import { Colleagues } from './colleagues';
import { DeliveryQueue } from './delivery-queue';
import { AbsencesController } from './http/absences.controller';
import { BulkController } from './http/bulk.controller';
import { ClaimsController } from './http/claims.controller';
import { QueueController } from './http/queue.controller';
import { QueueEventsController } from './http/queue-events.controller';
import { QueueChanges } from './live/queue-changes';
import { QueueStreams } from './live/queue-streams';
import { QueuePlaces } from './queue-places';
import { QueueReader } from './queue-reader';
import { QueueTallies } from './queue-tallies';
import { PromiseQueue } from './promise-queue';

export const QUEUE_CONTROLLERS = [QueueController, QueueEventsController, ClaimsController, BulkController, AbsencesController];

export const QUEUE_PROVIDERS = [
  Absences, ApplicantSearch, ApprovalQueue, BulkCommands, ClaimCommands, ClaimGuard, ClaimRepository, Colleagues, DeliveryQueue, PromiseQueue, QueueChanges, QueuePlaces, QueueReader, QueueStreams, QueueTallies,
];

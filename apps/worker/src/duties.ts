import { TransparencyLog } from '@onething/audit';
import {
  CalendarWatch, DraftSweeper, EventFeed, FileRemovals, type Follower, LightsWatch, PartyRegistrar, PendingCommands, QueueTallies, TrackingLimits,
} from '@onething/cases';
import { CrossCaseFollower, JointItems } from '@onething/cross-province';
import { DocumentWriter } from '@onething/documents';
import { ExchangeFiles, FileSender, Receiver, Reconciliation, Sender } from '@onething/exchange';
import { AccountUpkeep } from '@onething/identity';
import { JobQueues } from '@onething/jobs';
import { LicenceIssuer } from '@onething/licences';
import { ConsentNotices, CorrectionNotices, MandateNotices, NoticeDeliveries, NoticeWriter, RatingNotices } from '@onething/notices';
import { Retention } from '@onething/privacy';
import { BadRatings, RatingInvitations, TraceUpkeep } from '@onething/ratings';
import { SealedFiles } from '@onething/sealed-files';
import { EventCounter, RatingCounter, VisitCounter } from '@onething/statistics';
import { QueryLimits } from '@onething/verification';
import type { Provider } from '@nestjs/common';
import { atMostEvery, DUTIES, type Duty } from './worker';

const follow = (feed: EventFeed, follower: Follower): Duty => ({ name: follower.name, followsEvents: true, run: () => feed.follow(follower) });

const UPKEEP_MS = 60_000;
/** A batch of changed lights a second. */
const LIGHTS_MS = 1_000;
/** Until then counts of queues add up what has changed. */
const TALLIES_MS = 5_000;
/** The hub is asked so often for what it has. */
const HUB_MS = 1_000;
const RETENTION_MS = 3_600_000;

/** What the worker does: commands that cases left for each other, everybody who follows the events, and what leaves the platform. */
export const DUTY_PROVIDER: Provider = {
  provide: DUTIES,
  inject: [
    PendingCommands, EventFeed, PartyRegistrar, LicenceIssuer, EventCounter, RatingCounter, NoticeWriter, NoticeDeliveries, JobQueues, CalendarWatch,
    DocumentWriter, TrackingLimits, DraftSweeper, FileRemovals, AccountUpkeep, ConsentNotices, TransparencyLog, MandateNotices, LightsWatch, Retention,
    SealedFiles, CorrectionNotices, QueryLimits, Sender, Receiver,
    RatingInvitations, BadRatings, RatingNotices, TraceUpkeep,
    ExchangeFiles, FileSender, Reconciliation, VisitCounter, QueueTallies, CrossCaseFollower, JointItems,
  ],
  useFactory: (
    pending: PendingCommands, feed: EventFeed, parties: PartyRegistrar, licences: LicenceIssuer, events: EventCounter, ratings: RatingCounter,
    notices: NoticeWriter, deliveries: NoticeDeliveries, jobs: JobQueues, calendar: CalendarWatch,
    documents: DocumentWriter, tracking: TrackingLimits, drafts: DraftSweeper, files: FileRemovals, accounts: AccountUpkeep,
    consents: ConsentNotices, log: TransparencyLog, mandates: MandateNotices, lights: LightsWatch, retention: Retention,
    sealedFiles: SealedFiles, corrections: CorrectionNotices, queries: QueryLimits, sender: Sender, receiver: Receiver,
    invitations: RatingInvitations, badRatings: BadRatings, ratingNotices: RatingNotices, traces: TraceUpkeep,
    exchangeFiles: ExchangeFiles, fileSender: FileSender, reconciliation: Reconciliation, visits: VisitCounter, tallies: QueueTallies, crossCases: CrossCaseFollower, joint: JointItems,
  ): Duty[] => [
    { name: 'pending commands', run: () => pending.performBatch() },
    follow(feed, parties),
    follow(feed, licences),
    follow(feed, events),
    { name: 'ratings', run: () => ratings.catchUp() },
    { name: 'visits', run: () => visits.catchUp() },
    follow(feed, notices),
    { name: 'consent notices', run: () => consents.follow() },
    follow(feed, documents),
    follow(feed, drafts),
    follow(feed, invitations),
    follow(feed, crossCases),
    follow(feed, joint),
    { name: 'rating reminders', run: () => invitations.remindBatch() },
    { name: 'rating notices', run: () => ratingNotices.follow() },
    { name: 'days of bad ratings', run: () => badRatings.checkBatch() },
    { name: 'traces of raters', run: atMostEvery(UPKEEP_MS, () => traces.forget()) },
    { name: 'sealed files', run: () => sealedFiles.workBatch() },
    { name: 'file removals', run: () => files.removeBatch() },
    { name: 'mandate notices', run: () => mandates.tellBatch() },
    { name: 'correction notices', run: () => corrections.tellBatch() },
    { name: 'ends of mandates', run: atMostEvery(UPKEEP_MS, () => mandates.noteExpiring()) },
    { name: 'notice deliveries', run: () => deliveries.deliverBatch() },
    { name: 'calendar', run: atMostEvery(UPKEEP_MS, () => calendar.enqueue()) },
    { name: 'lights', run: atMostEvery(LIGHTS_MS, () => lights.enqueue()) },
    { name: 'queue tallies', run: atMostEvery(TALLIES_MS, () => tallies.fold()) },
    { name: 'look-up counts', run: atMostEvery(UPKEEP_MS, async () => void await Promise.all([tracking.forget(), queries.forget()])) },
    { name: 'codes and attempts', run: atMostEvery(UPKEEP_MS, () => accounts.forget()) },
    { name: 'retention', run: atMostEvery(RETENTION_MS, async () => void await retention.run()) },
    { name: 'exchange sending', run: () => sender.run() },
    { name: 'exchange fetching', run: atMostEvery(HUB_MS, async () => void await receiver.pullAll()) },
    { name: 'exchange applying', run: () => receiver.apply() },
    { name: 'exchange files to peers', run: () => fileSender.run() },
    { name: 'exchange files of peers', run: () => exchangeFiles.fetch() },
    { name: 'exchange upkeep', run: atMostEvery(UPKEEP_MS, async () => void await Promise.all([receiver.askForGaps(), sender.noteOverdue(), exchangeFiles.askAgain()])) },
    { name: 'exchange reconciliation', run: atMostEvery(UPKEEP_MS, async () => void await reconciliation.state()) },
    { name: 'tree heads', run: () => log.run() },
    { name: 'job upkeep', run: atMostEvery(UPKEEP_MS, () => jobs.upkeep()) },
  ],
};

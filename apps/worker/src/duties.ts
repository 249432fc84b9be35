import { EventFeed, type Follower, PartyRegistrar, PendingCommands } from '@onething/cases';
import { LicenceIssuer } from '@onething/licences';
import { EventCounter, RatingCounter } from '@onething/statistics';
import type { Provider } from '@nestjs/common';
import { DUTIES, type Duty } from './worker';

const follow = (feed: EventFeed, follower: Follower): Duty => ({ name: follower.name, run: () => feed.follow(follower) });

/** What the worker does: commands that cases left for each other, and everybody who follows the events. */
export const DUTY_PROVIDER: Provider = {
  provide: DUTIES,
  inject: [PendingCommands, EventFeed, PartyRegistrar, LicenceIssuer, EventCounter, RatingCounter],
  useFactory: (
    pending: PendingCommands, feed: EventFeed, parties: PartyRegistrar, licences: LicenceIssuer, events: EventCounter, ratings: RatingCounter,
  ): Duty[] => [
    { name: 'pending commands', run: () => pending.performBatch() },
    follow(feed, parties),
    follow(feed, licences),
    follow(feed, events),
    { name: 'ratings', run: () => ratings.catchUp() },
  ],
};

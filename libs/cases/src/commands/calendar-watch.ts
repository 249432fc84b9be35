import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';

const BATCH = 200;

/** As the index `item_case_provisional` says it, which holds no other items: those that are open, and granted ones of which a promise is to be put right. */
function provisional(than: '<' | '>'): string {
  return `SELECT case_id, item_id FROM item_case WHERE (ended_at IS NULL OR clock ? 'rectificationAskedOn') AND clock->'dates'->>'provisional' = 'true' AND clock->'dates'->>'calendarVersion' ${than} $1`;
}

/**
 * Items some of whose dates were provisional under another version of the calendar. Each gets one pending command of that
 * version's name; who asks twice finds it there.
 */
export const ENQUEUE_CALENDAR: Statement = {
  name: 'cases.enqueue-recomputation',
  text: `INSERT INTO pending_command (id, case_id, item_id, type, payload, cause, created_at, timer, due_at)
    SELECT gen_random_uuid(), case_id, item_id, 'recompute', '{}', $1, $2, 'calendar ' || $1, $2
    FROM (${provisional('<')} UNION ALL ${provisional('>')}) AS i
    WHERE NOT EXISTS (SELECT 1 FROM pending_command p WHERE p.case_id = i.case_id AND p.item_id = i.item_id AND p.timer = 'calendar ' || $1)
    LIMIT ${BATCH}
    ON CONFLICT (case_id, item_id, timer) WHERE timer IS NOT NULL DO NOTHING
    RETURNING id`,
};

function provisionalBundle(than: '<' | '>'): string {
  return `SELECT id FROM bundle_case WHERE clock ? 'provisionalUnder' AND clock->>'provisionalUnder' ${than} $1`;
}

/** As above, one-things whose promised day, or the day for the delivery of a result, was provisional; by the index `bundle_case_provisional`. */
export const ENQUEUE_BUNDLE_CALENDAR: Statement = {
  name: 'cases.enqueue-bundle-recomputation',
  text: `INSERT INTO pending_command (id, case_id, item_id, type, payload, cause, created_at, timer, due_at)
    SELECT gen_random_uuid(), id, NULL, 'recomputeDays', '{}', $1, $2, 'calendar ' || $1, $2
    FROM (${provisionalBundle('<')} UNION ALL ${provisionalBundle('>')}) AS b
    WHERE NOT EXISTS (SELECT 1 FROM pending_command p WHERE p.case_id = b.id AND p.item_id IS NULL AND p.timer = 'calendar ' || $1)
    LIMIT ${BATCH}
    ON CONFLICT (case_id, item_id, timer) WHERE timer IS NOT NULL DO NOTHING
    RETURNING id`,
};

/** When the yearly notice of holidays has been loaded, dates that were provisional are computed anew, each with an event. */
@Injectable()
export class CalendarWatch {
  constructor(
    private readonly database: Database,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async enqueue(): Promise<void> {
    const [version, now] = [this.calendar.version, new Date(this.clock.now())];
    await this.database.query(ENQUEUE_CALENDAR, [version, now]);
    await this.database.query(ENQUEUE_BUNDLE_CALENDAR, [version, now]);
  }
}

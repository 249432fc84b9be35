import { Inject, Injectable } from '@nestjs/common';
import { LIGHT_THRESHOLDS, type LightThresholds, thresholdsVersion } from '@onething/deadlines';
import { CLOCK, type Clock } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';

/** So few at once that commands of people and due timers do not wait behind them. */
const BATCH = 200;

/**
 * Open items whose lights and warnings were computed under other thresholds. Each gets one pending command of that version's name;
 * who asks twice finds it there. An item that was computed anew is not found any more, so whoever comes later goes on.
 */
export const ENQUEUE_LIGHTS: Statement = {
  name: 'cases.enqueue-lights',
  text: `INSERT INTO pending_command (id, case_id, item_id, type, payload, cause, created_at, timer, due_at)
    SELECT gen_random_uuid(), q.case_id, q.item_id, 'recompute', '{}', 'lights ' || $1, $2, 'lights ' || $1, $2
    FROM (
      SELECT case_id, item_id FROM queue_item WHERE lights_version < $1 UNION ALL SELECT case_id, item_id FROM queue_item WHERE lights_version > $1) AS q
    WHERE NOT EXISTS (SELECT 1 FROM pending_command p WHERE p.case_id = q.case_id AND p.item_id = q.item_id AND p.timer = 'lights ' || $1)
    LIMIT ${BATCH}
    ON CONFLICT (case_id, item_id, timer) WHERE timer IS NOT NULL DO NOTHING
    RETURNING id`,
};

/** When `config/lights.yaml` has changed, the lights and warnings of open items are computed anew. No deadline moves by it. */
@Injectable()
export class LightsWatch {
  constructor(
    private readonly database: Database,
    @Inject(LIGHT_THRESHOLDS) private readonly thresholds: LightThresholds,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Leaves a batch to `PendingCommands`. */
  async enqueue(): Promise<void> {
    await this.database.query(ENQUEUE_LIGHTS, [thresholdsVersion(this.thresholds), new Date(this.clock.now())]);
  }
}

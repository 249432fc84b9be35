import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '@onething/persistence';
import { DUTIES, type Duty } from '../../apps/worker/src/worker';

/** More rounds than any chain of consequences needs; a duty that never comes to rest is a mistake. */
const MOST_ROUNDS = 100;
/** Rounds in which nothing can be done because a transaction elsewhere on the server is open: other tests end theirs. */
const MOST_IDLE_ROUNDS = 2_000;

const UNFOLLOWED = {
  name: 'test.unfollowed',
  text: `SELECT EXISTS (SELECT FROM case_event e JOIN follower_position f ON (e.xid, e.position) > (f.xid, f.position)
    UNION ALL SELECT FROM licence_consent_decision d JOIN notice_progress p ON p.source = 'consents' AND (d.xid, d.position) > (p.xid, p.position)
    UNION ALL SELECT FROM rating_event r JOIN notice_progress p ON p.source = 'ratings' AND (r.xid, r.position) > (p.xid, p.position)
    UNION ALL SELECT FROM rating_event r JOIN figure_progress p ON p.source = 'ratings' AND (r.xid, r.position) > (p.xid::xid8, p.position)
    UNION ALL SELECT FROM window_visit v JOIN figure_progress p ON p.source = 'visits' AND (v.xid, v.position) > (p.xid::xid8, p.position)
    UNION ALL SELECT FROM pending_command WHERE attempts = 0 AND due_at IS NULL) AS waits`,
};

/** Does by hand what the worker would do, until there is nothing left to do. */
export async function settle(app: INestApplicationContext): Promise<void> {
  const duties = app.get<Duty[]>(DUTIES, { strict: false });
  const database = app.get(Database, { strict: false });
  let idle = 0;
  for (let round = 0; round < MOST_ROUNDS;) {
    let done = 0;
    for (const duty of duties) done += await duty.run();
    if (done > 0) round += 1;
    else if (idle < MOST_IDLE_ROUNDS && (await database.query<{ waits: boolean }>(UNFOLLOWED, []))[0]!.waits) idle += 1;
    else return;
  }
  throw new Error('The duties of the worker do not come to rest');
}

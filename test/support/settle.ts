import type { INestApplicationContext } from '@nestjs/common';
import { DUTIES, type Duty } from '../../apps/worker/src/worker';

/** More rounds than any chain of consequences needs; a duty that never comes to rest is a mistake. */
const MOST_ROUNDS = 100;

/** Does by hand what the worker would do, until there is nothing left to do. */
export async function settle(app: INestApplicationContext): Promise<void> {
  const duties = app.get<Duty[]>(DUTIES, { strict: false });
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let done = 0;
    for (const duty of duties) done += await duty.run();
    if (done === 0) return;
  }
  throw new Error('The duties of the worker do not come to rest');
}

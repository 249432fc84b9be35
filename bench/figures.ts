import { performance } from 'node:perf_hooks';
import { EventFeed } from '@onething/cases';
import { Database } from '@onething/persistence';
import { EventCounter, FigureRepository } from '@onething/statistics';
import type { MeasuredPlatform } from './measured-platform';
import { type Plan, runRounds } from './rounds';

/**
 * What it costs to keep the figures, beside the commands that they are about: commands are measured without a worker, then the follower
 * counts what they have left, in this process.
 */
export async function benchFigures(platform: MeasuredPlatform, plan: Plan): Promise<void> {
  const { step } = await runRounds(platform, plan, false);
  const commands = step.reduce((sum, { requests }) => sum + requests, 0);
  const seconds = step.reduce((sum, one) => sum + one.seconds, 0);
  const busy = step.reduce((sum, { processors: { api, database } }) => sum + api + database, 0);
  const database = new Database({ url: platform.facts.ownerUrl, poolSize: 2 });
  try {
    const counted = await countAll(database);
    const { rows } = await platform.database.query<{ cells: number; share: number }>(`SELECT (SELECT count(*)::int FROM figure_day) AS cells,
      (SELECT count(*)::float / count(DISTINCT cause) FROM case_event WHERE type IN ('received', 'accepted', 'decided', 'resultIssued', 'itemClosed', 'stepCompleted')) AS share`);
    const [found] = rows;
    const perCommand = (counted.wall / counted.events) * found!.share;
    console.log(`commands: ${(commands / seconds).toFixed(0)} a second, ${((busy / commands) * 1e3).toFixed(2)} ms of API and database each, ${found!.share.toFixed(2)} events each`);
    console.log(`figures: ${counted.events} events counted in ${(counted.wall / 1e3).toFixed(2)} s, ${(counted.events / counted.wall * 1e3).toFixed(0)} a second, ${found!.cells} cells`);
    console.log(`each event ${(counted.wall / counted.events * 1e3).toFixed(0)} µs, of which ${(counted.cpu / counted.events * 1e3).toFixed(0)} µs in the worker; each command ${(perCommand * 1e3).toFixed(0)} µs, `
      + `${((perCommand / ((busy / commands) * 1e3)) * 100).toFixed(1)} % of what the command itself costs`);
  } finally {
    await database.close();
  }
}

/** Wall and processor time of this process, ms. */
async function countAll(database: Database): Promise<{ events: number; wall: number; cpu: number }> {
  const feed = new EventFeed(database);
  const counter = new EventCounter(new FigureRepository(database));
  const [from, used] = [performance.now(), process.cpuUsage()];
  let events = 0;
  for (let batch = await feed.follow(counter); batch > 0; batch = await feed.follow(counter)) events += batch;
  const { user, system } = process.cpuUsage(used);
  return { events, wall: performance.now() - from, cpu: (user + system) / 1e3 };
}

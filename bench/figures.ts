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

const SAMPLE_MS = 100;
const UNCOUNTED = `SELECT coalesce(extract(epoch FROM clock_timestamp() - min(e.recorded_at)), 0)::float AS age FROM case_event e
  JOIN follower_position f ON f.name = 'statistics' WHERE (e.xid, e.position) > (f.xid, f.position)`;

/**
 * How old the oldest event is that the figures do not hold yet, from its writing on, looked at ten times a second while commands run beside the
 * worker; at most five seconds is wanted.
 * @param platform with a worker
 */
export async function benchFreshness(platform: MeasuredPlatform, plan: Plan): Promise<void> {
  const ages: number[] = [];
  let isRunning = true;
  const sampling = (async () => {
    while (isRunning) {
      const { rows } = await platform.database.query<{ age: number }>(UNCOUNTED);
      ages.push(rows[0]!.age);
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
  })();
  await runRounds(platform, plan, false);
  isRunning = false;
  await sampling;
  const sorted = ages.sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(2);
  console.log(`freshness beside commands and worker: half of ${sorted.length} looks found the oldest uncounted event ${at(0.5)} s old, 99 % ${at(0.99)} s, the worst ${at(1)} s`);
}

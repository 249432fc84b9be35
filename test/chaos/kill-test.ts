import { setTimeout as pause } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { ApiModule } from '../../apps/api/src/api.module';
import { ChaosClient } from './client';
import { Courier } from './courier';
import { Dice } from './dice';
import { KillablePlatform, type Target, TARGETS } from './killable-platform';
import { Ledger } from './ledger';
import { judge, type Verdict } from './verdict';

export interface KillPlan {
  rounds: number;
  /** Whom to kill, when, and what the clients do: the same for the same seed, as far as processes can be. */
  seed: number;
  clients: number;
  /** Tells the reader what has just happened. */
  say(line: string): void;
}

export interface KillAccount extends Verdict {
  kills: Record<Target, number>;
  /** Commands that were under way at the moment of each kill. */
  inFlightAtKills: number[];
  commands: number;
  tries: number;
  acknowledged: number;
  refused: number;
  /** How many of them by the code of the last refusal, the most first. */
  refusals: [code: string, commands: number][];
  /** Never answered with 2xx or 4xx. */
  unanswered: number;
  /** Sent more than once because the first try was not answered. */
  retried: number;
  /** Sent again although they were done, and answered with the recorded outcome. */
  answeredAgain: number;
  seconds: number;
}

const LEAST_IN_FLIGHT = 8;
/** Days that pass in the whole run, so that silence accepts, corrections expire and deadlines pass. */
const DAYS = 30;
const MOST_LOOKS = 600;
const LOOK_AGAIN_MS = 200;

/** Lets clients work, kills a process in each round, and compares in the end. The home is left there when something is wrong. */
export async function runKillTest(plan: KillPlan): Promise<KillAccount> {
  const begun = performance.now();
  const platform = await KillablePlatform.start();
  try {
    const ledger = new Ledger();
    const { kills, inFlightAtKills } = await load(platform, ledger, plan);
    await untilSettled(platform);
    plan.say('all has come to rest; comparing');
    await platform.stopProcesses();
    const verdict = await verdictOf(platform, ledger);
    const wrong = [...platform.unexpectedEnds, ...verdict.wrong];
    await platform.stop();
    if (wrong.length === 0) await platform.removeHome();
    else plan.say(`the home is left for a look: ${platform.settings.home}`);
    return { ...verdict, wrong, kills, inFlightAtKills, ...countsOf(ledger), seconds: (performance.now() - begun) / 1000 };
  } catch (error) {
    await platform.stop();
    throw error;
  }
}

async function load(platform: KillablePlatform, ledger: Ledger, plan: KillPlan) {
  const dice = new Dice(plan.seed);
  const courier = new Courier(platform, ledger);
  let over = false;
  const clients = Array.from({ length: plan.clients }, () => new ChaosClient(courier, ledger, dice.split()));
  const work = Promise.all(clients.map((client) => client.work(() => over)));
  const kills: Record<Target, number> = { api: 0, worker: 0, database: 0 };
  const inFlightAtKills: number[] = [];
  const rounds = (async () => {
    for (const [index, target] of targetsOf(plan.rounds, dice).entries()) {
      const inFlight = await round(platform, ledger, target, dice);
      kills[target] += 1;
      inFlightAtKills.push(inFlight);
      platform.letDaysPass(Math.ceil(DAYS / plan.rounds));
      plan.say(`round ${index + 1}: ${target} killed with ${inFlight} commands in flight; ${ledger.acknowledged} acknowledged so far`);
    }
  })();
  await Promise.race([rounds, work]);
  over = true;
  await work;
  await rounds;
  return { kills, inFlightAtKills };
}

/** Each of them as often as the others, in a random order. */
function targetsOf(rounds: number, dice: Dice): Target[] {
  return Array.from({ length: Math.ceil(rounds / TARGETS.length) }, () => dice.shuffled(TARGETS)).flat().slice(0, rounds);
}

/** @returns how many commands were under way when the process was killed */
async function round(platform: KillablePlatform, ledger: Ledger, target: Target, dice: Dice): Promise<number> {
  const from = ledger.tries + dice.between(20, 200);
  await ledger.until('enough was sent before a kill', () => ledger.tries >= from);
  await pause(dice.between(0, 30));
  await ledger.until(`${LEAST_IN_FLIGHT} commands are in flight`, () => ledger.inFlight >= LEAST_IN_FLIGHT);
  const { inFlight } = ledger;
  const restart = await platform.kill(target, dice.roll());
  await pause(dice.between(0, 500));
  await restart();
  const goal = ledger.acknowledged + dice.between(20, 60);
  await ledger.until('clients get on after a kill', () => ledger.acknowledged >= goal);
  return inFlight;
}

/** The workers have nothing left to do. By what stands in the tables, not by a guess how long it takes. */
async function untilSettled(platform: KillablePlatform): Promise<void> {
  const database = new Client({ connectionString: platform.databaseUrls.ownerUrl, options: '-c search_path=onething' });
  await database.connect();
  try {
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      const { rows } = await database.query<{ open: number }>(`
        SELECT (SELECT count(*) FROM pending_command WHERE due_at IS NULL OR due_at <= $1)
          + (SELECT count(*) FROM follower_position f WHERE EXISTS (SELECT FROM case_event e WHERE (e.xid, e.position) > (f.xid, f.position))) AS open`,
        [new Date(platform.now())]);
      if (Number(rows[0]!.open) === 0) return;
      await pause(LOOK_AGAIN_MS);
    }
  } finally {
    await database.end();
  }
}

/** Looked at with the platform's own readers, in this process, under its clock. */
async function verdictOf(platform: KillablePlatform, ledger: Ledger): Promise<Verdict> {
  const { settings, databaseUrls } = platform;
  const app = await NestFactory.createApplicationContext(
    ApiModule.register({ settings, clock: { now: () => platform.now() }, databaseUrl: databaseUrls.appUrl, worker: 'byHand' }),
    { logger: ['error', 'warn'], abortOnError: false },
  );
  try {
    return await judge(app, ledger, platform.now());
  } finally {
    await app.close();
  }
}

function countsOf({ commands, tries, acknowledged }: Ledger) {
  const refused = commands.filter((command) => !command.acknowledged && command.refusal);
  const refusals = [...Map.groupBy(refused, ({ refusal }) => refusal!)].map(([code, those]): [string, number] => [code, those.length]);
  return {
    commands: commands.length, tries, acknowledged, refused: refused.length, refusals: refusals.sort(([, one], [, other]) => other - one),
    unanswered: commands.filter((command) => !command.acknowledged && !command.refusal).length,
    retried: commands.filter((command) => command.unanswered > 0 && command.tries > 1).length,
    answeredAgain: commands.reduce((sum, command) => sum + command.answeredAgain, 0),
  };
}

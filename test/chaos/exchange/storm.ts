import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { HUB_REGION } from '@onething/exchange';
import { type Fault, HubProxy } from '../../exchange/hub-proxy';
import { Dice } from '../dice';
import { fileNamed } from './chaos-cases';
import { ITEM } from './chaos-nation';
import { NoAnswer } from './killable-child';
import { KillableNation } from './killable-nation';
import type { SendOrder } from './orders';
import { judge, type StormVerdict, waitingIn } from './storm-verdict';

export interface StormPlan {
  cases: number;
  /** Whom to kill, when, and what the line does: the same for the same seed, as far as processes can be. */
  seed: number;
  /** Tells the reader what has just happened. */
  say(line: string): void;
}

export interface StormAccount extends StormVerdict {
  cases: number;
  messages: number;
  files: number;
  faults: Record<string, number>;
  flippedMessages: { refused: number; accepted: number };
  kills: Record<Kill, number>;
  renewed: number;
  awayDays: number;
  /** Minutes between the clocks that differed most. */
  largestSkew: number;
  /** Of the storm and of the calm after it, s. */
  seconds: number;
  /** By this clock, which the test moves. */
  virtualDays: number;
}

const KILLS = ['node', 'nodeDatabase', 'hub', 'hubDatabase'] as const;
type Kill = (typeof KILLS)[number];

/** A case of two provinces. */
interface StormCase {
  id: string;
  from: string;
  to: string;
}

const REGIONS = ['650000', '330000', '510000'];
const AWAY = '510000';
const FAULTS: Fault[] = ['drop', 'loseAnswer', 'delay', 'reorder', 'duplicate', 'truncate', 'flip'];
/** Of exchanges with the hub. */
const FAULTY = 0.2;
/** New cases between rounds of the storm: of many cases more at once, so that the storm blows no longer than for a few hundred rounds. */
const LEAST_BATCH = 20;
const MOST_BATCHES = 100;
const ROUNDS = 4;
const SKEW_MS = 6 * 60_000;
const MINUTE_MS = 60_000;
const ROUND_MS = 150;
const LOOK_AGAIN_MS = 100;
const DAY_MINUTES = 24 * 60;
/** Looks without anything left to do, after which all is at rest. */
const QUIET_LOOKS = 3;
const MOST_LOOKS = 6_000;
const PROVEN_AT_ONCE = 50;

/** Three provinces exchange cases while everything between and below them fails. The home is left there when something is wrong. */
export async function runStorm(plan: StormPlan): Promise<StormAccount> {
  const begun = performance.now();
  const storm = await Storm.begin(plan);
  try {
    await storm.blow();
    plan.say(`the storm is over after ${((performance.now() - begun) / 1000).toFixed(0)} s; all comes to rest`);
    await storm.comeToRest();
    plan.say('comparing');
    const account = await storm.account((performance.now() - begun) / 1000);
    await storm.nation.stop();
    if (account.wrong.length === 0) await storm.nation.removeHome();
    return account;
  } catch (error) {
    await storm.nation.stop();
    throw error;
  }
}

class Storm {
  private readonly cases: StormCase[] = [];
  private readonly sent = new Set<string>();
  private readonly kills: Record<Kill, number> = { node: 0, nodeDatabase: 0, hub: 0, hubDatabase: 0 };
  /** Places of which something is being killed or started. */
  private readonly disturbed = new Map<string, Promise<void>>();
  private files = 0;
  private renewed = 0;
  private awayDays = 0;
  private readonly begun: number;
  private readonly batch: number;

  private constructor(readonly nation: KillableNation, private readonly dice: Dice, private readonly plan: StormPlan, private readonly weather: { isCalm: boolean }) {
    this.begun = nation.now;
    this.batch = Math.max(LEAST_BATCH, Math.ceil(plan.cases / MOST_BATCHES));
  }

  static async begin(plan: StormPlan): Promise<Storm> {
    const dice = new Dice(plan.seed);
    const [line, skews, weather] = [dice.split(), dice.split(), { isCalm: false }];
    const proxy = new HubProxy(() => line.roll());
    proxy.fault = () => (weather.isCalm || !line.happens(FAULTY) ? 'none' : FAULTS[line.between(0, FAULTS.length - 1)]!);
    // The hub's clock runs on when its process starts anew: a receipt that is dated back would be a lie.
    const nation = await KillableNation.start(REGIONS, proxy, (region) => (region === HUB_REGION ? SKEW_MS / 2 : skews.between(-SKEW_MS, SKEW_MS)));
    return new Storm(nation, dice, plan, weather);
  }

  async blow(): Promise<void> {
    const { cases, say } = this.plan;
    for (let begun = 0; begun < cases; begun += this.batch) {
      await this.beginCases(Math.min(this.batch, cases - begun));
      for (let round = 0; round < ROUNDS; round += 1) await this.round();
      if (begun >= cases / 2 && this.awayDays === 0) await this.beAway();
      if ((begun / this.batch) % 10 === 9) say(`${begun + this.batch} cases begun, ${this.sent.size} messages, ${KILLS.map((kill) => `${kill} ${this.kills[kill]}`).join(', ')}`);
    }
    for (const kill of KILLS.filter((one) => this.kills[one] === 0)) await this.disturb(kill);
    await Promise.all(this.disturbed.values());
  }

  /** Faults and kills are over: what waits is done, and there is nothing left. @throws Error when something is left for good */
  async comeToRest(): Promise<void> {
    this.weather.isCalm = true;
    this.nation.nation.publish(this.nation.now);
    for (let looks = 0, quiet = 0; quiet < QUIET_LOOKS; looks += 1) {
      if (looks > MOST_LOOKS) throw new Error(`The exchange does not come to rest: ${JSON.stringify(await this.waiting())}`);
      this.nation.moveClocks(MINUTE_MS);
      await pause(LOOK_AGAIN_MS);
      quiet = (await this.waiting()).every(({ waiting }) => waiting === 0) ? quiet + 1 : 0;
    }
  }

  async account(seconds: number): Promise<StormAccount> {
    const { nation, cases } = this;
    const databases = new Map(REGIONS.map((region) => [region, nation.place(region).database.ownerUrl]));
    const verdict = await judge({ databases, hubDatabase: nation.place(HUB_REGION).database.ownerUrl, sent: this.sent, cases });
    const unproven = await this.unproven();
    const skews = [...nation.places.values()].map(({ skew }) => skew);
    const { proxy, unexpectedEnds } = nation;
    return {
      ...verdict, wrong: [...unexpectedEnds, ...verdict.wrong, ...unproven], cases: cases.length, messages: this.sent.size, files: this.files,
      faults: Object.fromEntries(FAULTS.map((fault) => [fault, proxy.counts.get(fault) ?? 0])), flippedMessages: proxy.flippedMessages, kills: this.kills, renewed: this.renewed,
      awayDays: this.awayDays, largestSkew: Math.round((Math.max(...skews) - Math.min(...skews)) / MINUTE_MS), seconds, virtualDays: (nation.now - this.begun) / (DAY_MINUTES * MINUTE_MS),
    };
  }

  private waiting(): Promise<{ region: string; waiting: number }[]> {
    return Promise.all(REGIONS.map(async (region) => ({ region, waiting: await waitingIn(this.nation.place(region).database.ownerUrl) })));
  }

  /** Conversations that one of the two places cannot prove. */
  private async unproven(): Promise<string[]> {
    const wrong: string[] = [];
    await Promise.all(REGIONS.map(async (region) => {
      const own = this.cases.filter(({ from, to }) => from === region || to === region).map(({ id }) => id);
      for (let at = 0; at < own.length; at += PROVEN_AT_ONCE) {
        const asked = own.slice(at, at + PROVEN_AT_ONCE);
        const proven = await this.nation.place(region).child.ask({ prove: asked }).catch((error: Error) => error);
        if (proven !== asked.length) wrong.push(`${region} proves ${String(proven)} of ${asked.length} conversations`);
      }
    }));
    return wrong;
  }

  private async beginCases(count: number): Promise<void> {
    const orders = new Map<string, SendOrder[]>();
    for (let index = 0; index < count; index += 1) {
      const [from, to] = this.dice.pick<readonly [string, string]>([[2, ['650000', '330000']], [2, ['650000', AWAY]], [3, ['330000', '650000']], [1, [AWAY, '330000']]]);
      const one = { id: randomUUID(), from, to };
      this.cases.push(one);
      orders.set(from, [...orders.get(from) ?? [], { ref: randomUUID(), conversation: one.id, to, type: 'caseForwarded', body: this.forwarded(one) }]);
    }
    await this.order(orders);
  }

  /** Both sides of some cases go on; somebody is killed; certificates are renewed; time passes. */
  private async round(): Promise<void> {
    const orders = new Map<string, SendOrder[]>();
    for (const { id, from, to } of this.cases.slice(-3 * this.batch)) {
      for (const [own, other] of [[from, to], [to, from]] as const) {
        if (!this.dice.happens(0.25)) continue;
        orders.set(own, [...orders.get(own) ?? [], { ref: randomUUID(), conversation: id, to: other, type: 'resumed', body: { on: `2026-03-${this.dice.between(10, 31)}` } }]);
      }
    }
    const sending = this.order(orders);
    if (this.dice.happens(0.35)) void this.disturb(this.dice.pick([[3, 'node'], [2, 'nodeDatabase'], [2, 'hub'], [2, 'hubDatabase']] as const));
    if (this.dice.happens(0.1) || this.renewed === 0) this.renew();
    await pause(ROUND_MS);
    await sending;
    this.nation.moveClocks(this.dice.between(0, MINUTE_MS));
  }

  /** Each order is repeated until it is acknowledged: whether a process that was killed had done it, nobody knows. */
  private async order(orders: ReadonlyMap<string, SendOrder[]>): Promise<void> {
    await Promise.all([...orders].map(async ([region, send]) => {
      for (;;) {
        try {
          await this.nation.place(region).child.ask({ send });
          for (const { ref } of send) this.sent.add(ref);
          return;
        } catch (error) {
          // Its database is away, or it is itself.
          if (!(error instanceof NoAnswer) && !/terminat|ECONN|connect|shutting|starting|recovery/i.test((error as Error).message)) throw error;
          await pause(LOOK_AGAIN_MS);
        }
      }
    }));
  }

  private forwarded({ from, to }: StormCase): Record<string, unknown> {
    const materials = this.dice.happens(0.15) ? [{ code: 'scan', files: [fileNamed(`${randomUUID()}.bin`, this.dice.happens(0.1) ? 1_300_000 : this.dice.between(1, 4_000))] }] : [];
    this.files += materials.length;
    return {
      item: ITEM, mode: 'collected', caseNumber: `${from}202603020001`, applicant: { kind: 'natural', name: '示例·一', number: '11010519491231002X' }, answers: {}, materials,
      place: { rule: 'householdRegistration', region: to, reason: '' },
      intake: {
        office: { code: from, name: '政务服务中心' }, receivedAt: '2026-03-02T02:00:00.000Z', formChecks: [],
        identityCheck: { method: 'document', at: '2026-03-02T02:00:00.000Z', result: 'confirmed' },
      },
    };
  }

  /** One thing of a place at a time; it comes back after a moment. */
  private disturb(kill: Kill): Promise<void> {
    const region = kill === 'hub' || kill === 'hubDatabase' ? HUB_REGION : REGIONS[this.dice.between(0, REGIONS.length - 1)]!;
    const away = this.dice.between(0, 400);
    const done = (this.disturbed.get(region) ?? Promise.resolve()).then(() => this.killAndStart(kill, region, away));
    // Who waits for it is told; in between nobody does.
    done.catch(() => undefined);
    this.disturbed.set(region, done);
    return done;
  }

  private async killAndStart(kill: Kill, region: string, away: number): Promise<void> {
    const isDatabase = kill === 'nodeDatabase' || kill === 'hubDatabase';
    if (isDatabase) await this.nation.killDatabase(region);
    else await this.nation.killProcess(region);
    this.kills[kill] += 1;
    await pause(away);
    if (isDatabase) await this.nation.startDatabase(region);
    else await this.nation.startProcess(region);
  }

  private renew(): void {
    const region = [...REGIONS, HUB_REGION][this.dice.between(0, REGIONS.length)]!;
    this.nation.nation.renew(region, this.nation.now);
    this.renewed += 1;
  }

  /** A province is gone for two days while the others go on. */
  private async beAway(): Promise<void> {
    await Promise.all(this.disturbed.values());
    await this.nation.killProcess(AWAY);
    for (let hours = 0; hours < 48; hours += 4) {
      this.nation.moveClocks(4 * 60 * MINUTE_MS);
      await pause(ROUND_MS);
    }
    this.awayDays += 2;
    await this.nation.startProcess(AWAY);
  }
}

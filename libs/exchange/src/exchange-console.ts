import { Inject, Injectable } from '@nestjs/common';
import { civilDate, CLOCK, type Clock } from '@onething/kernel';
import { ExchangeNode } from './exchange-node';
import { PeerDirectory } from './peer-directory';
import { ConsoleRepository, type PeerAnswers, type PeerBacklog } from './persistence/console.repository';
import { HUB_REGION } from './protocol/certificate';
import { type Directory, lastingCertificateOf } from './protocol/directory';

const DAY_MS = 86_400_000;
/** Days of reconciliation, and conversations, that are shown. */
const DAYS = 14;
const MOST = 100;

/** A peer as operators see it. */
export interface PeerState {
  region: string;
  name?: { zh: string; en: string };
  backlog?: PeerBacklog;
  /** Of the last 24 hours. */
  answers?: PeerAnswers;
  /** Of its messages, in the last 24 hours. */
  refusedHere: number;
}

/** The certificate of a region that stays valid longest. */
export interface CertificateState {
  region: string;
  name?: { zh: string; en: string };
  own: boolean;
  serial?: string;
  notAfter?: string;
  /** Whole days until then, below zero when it is over. */
  daysLeft?: number;
}

/** What metrics tell of the exchange. */
export interface ExchangeGauges {
  waiting: number;
  oldestSeconds: number;
  quarantined: number;
  hubFailureSeconds: number;
  certificateDays?: number;
}

/** How the exchange stands, for operators. */
@Injectable()
export class ExchangeConsole {
  constructor(
    private readonly node: ExchangeNode,
    private readonly directory: PeerDirectory,
    private readonly repository: ConsoleRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read() {
    const now = this.clock.now();
    const directory = await this.directory.find();
    const [peers, waiting, hub, catchingUp, days] = await Promise.all([
      this.listPeers(directory, new Date(now - DAY_MS)), this.repository.getWaiting(), this.repository.getHubReading(), this.repository.listCatchingUp(MOST),
      this.repository.listDays(civilDate(now - DAYS * DAY_MS), DAYS * MOST),
    ]);
    const { region, takesPart } = this.node;
    return {
      region, takesPart, directoryNumber: directory?.number, directoryUntil: directory?.nextUpdate, peers, waiting, hub, catchingUp, days,
      certificates: this.listCertificates(directory, now),
    };
  }

  /** @returns undefined when this installation takes no part */
  async measure(): Promise<ExchangeGauges | undefined> {
    if (!this.node.takesPart) return undefined;
    const now = this.clock.now();
    const { lanes, oldest, quarantined, failedSince } = await this.repository.getWaiting();
    const own = this.listCertificates(await this.directory.find(), now).find((one) => one.own);
    const secondsSince = (at: Date | null) => (at === null ? 0 : Math.max(0, (now - at.getTime()) / 1000));
    return { waiting: lanes, oldestSeconds: secondsSince(oldest), quarantined, hubFailureSeconds: secondsSince(failedSince), certificateDays: own?.daysLeft };
  }

  private async listPeers(directory: Directory | undefined, since: Date): Promise<PeerState[]> {
    const [backlogs, answers, refusals] = await Promise.all([this.repository.listBacklog(), this.repository.listAnswers(since), this.repository.listRefusedHere(since)]);
    const names = new Map((directory?.members ?? []).map(({ region, name }) => [region, name]));
    // Of one that has left the directory something may wait still.
    const regions = new Set([...names.keys(), ...[...backlogs, ...answers, ...refusals].map(({ peer }) => peer)]);
    regions.delete(this.node.region);
    return [...regions].sort().map((region) => ({
      region, name: names.get(region), backlog: backlogs.find(({ peer }) => peer === region), answers: answers.find(({ peer }) => peer === region),
      refusedHere: refusals.find(({ peer }) => peer === region)?.refused ?? 0,
    }));
  }

  private listCertificates(directory: Directory | undefined, now: number): CertificateState[] {
    const members = (directory?.members ?? []).map(({ region, name, certificates }) => ({ region, name, certificates }));
    const all = directory === undefined ? [] : [...members, { region: HUB_REGION, name: { zh: '全国枢纽', en: 'National hub' }, certificates: directory.hub }];
    return all.map(({ region, name, certificates }) => {
      const lasting = lastingCertificateOf(certificates, directory!, now);
      const daysLeft = lasting && Math.floor((Date.parse(lasting.notAfter) - now) / DAY_MS);
      return { region, name, own: region === this.node.region, serial: lasting?.serial, notAfter: lasting?.notAfter, daysLeft };
    }).sort((one, other) => (one.daysLeft ?? -Infinity) - (other.daysLeft ?? -Infinity));
  }
}

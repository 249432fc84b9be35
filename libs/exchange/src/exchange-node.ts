import { readFileSync } from 'node:fs';
import type { Settings } from '@onething/config';
import { DomainError } from '@onething/kernel';
import { FileNodeKeys, type NodeKeys, rootsIn } from './node-keys';
import type { PinnedRoots } from './protocol/certificate';

/** What this installation is in the exchange. Also the injection token. */
export class ExchangeNode {
  constructor(readonly region: string, private readonly facts: { hubUrl: string; keys: NodeKeys; roots: PinnedRoots } | undefined) {}

  /** A province without a hub handles its own cases alone. */
  get takesPart(): boolean {
    return this.facts !== undefined;
  }

  get hubUrl(): string {
    return this.present().hubUrl;
  }

  get keys(): NodeKeys {
    return this.present().keys;
  }

  get roots(): PinnedRoots {
    return this.present().roots;
  }

  /** @throws DomainError `EXCHANGE.NOT_SET_UP` */
  private present() {
    if (!this.facts) throw new DomainError('unavailable', 'EXCHANGE.NOT_SET_UP', 'This installation takes no part in the exchange between provinces. Set EXCHANGE_HUB_URL.');
    return this.facts;
  }
}

/** @throws DomainError `EXCHANGE.NO_ROOT`; Error when a file cannot be read */
export function exchangeNodeOf({ region, exchange }: Pick<Settings, 'region' | 'exchange'>): ExchangeNode {
  const home = `${region.slice(0, 2)}0000`;
  if (!exchange) return new ExchangeNode(home, undefined);
  return new ExchangeNode(home, { hubUrl: exchange.hubUrl, keys: new FileNodeKeys(exchange.keyFile), roots: rootsIn(readFileSync(exchange.rootFile, 'utf8')) });
}

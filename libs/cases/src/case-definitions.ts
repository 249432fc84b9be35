import { Injectable } from '@nestjs/common';
import { authorityAbove, type BundlePlan, CatalogueService, evaluateCondition, implementingCode, type PublishedOneThing } from '@onething/catalogue';
import { type BundleShape, createBundleMachine, createItemMachine } from '@onething/workflow';
import type { AnyStateMachine } from 'xstate';
import { PEER_PROCESS } from './domain/peer-item';
import type { ItemDefinition } from './domain/item-decision';

/** Where an item case is handled. */
export interface HandlingPlace {
  oneThing: string;
  oneThingVersion: number;
  item: string;
  authorityUscc: string;
  /** `peer:<province>` where another region handles it; absent: here. */
  handledBy?: string;
}

const HELD_BUNDLES = 500;

/** The rules under which a case runs: those of the version in which it was filed. Machines are built once and kept. */
@Injectable()
export class CaseDefinitions {
  private readonly items = new Map<string, { published: PublishedOneThing; machine: AnyStateMachine }>();
  private readonly bundles = new Map<string, AnyStateMachine>();

  constructor(private readonly catalogue: CatalogueService) {}

  async getItem({ oneThing, oneThingVersion, item, authorityUscc, handledBy }: HandlingPlace): Promise<ItemDefinition> {
    const isPeers = handledBy !== undefined && handledBy !== 'local';
    const key = `${oneThing}@${oneThingVersion}/${item}${isPeers ? '@peer' : ''}`;
    const held = this.items.get(key) ?? (await this.buildItem(key, oneThing, oneThingVersion, item, isPeers));
    const { catalogue } = held.published;
    const serviceItem = catalogue.items.get(item)!;
    return {
      machine: held.machine,
      process: isPeers ? PEER_PROCESS : serviceItem.process,
      onPromise: !isPeers && (serviceItem.onPromise ?? false),
      forwards: !isPeers && serviceItem.decidedAbove === true && hasAbove(catalogue, serviceItem.department, authorityUscc),
      promise: { promised: serviceItem.promisedLimit, statutory: serviceItem.statutoryLimit },
      departmentSerial: catalogue.departments.get(serviceItem.department)!.digits.padStart(3, '0'),
      implementingCode: implementingCode({ uscc: authorityUscc }, serviceItem),
    };
  }

  /** Bundles of the same items and dependencies share a machine. */
  readonly bundleMachine = (shape: BundleShape): AnyStateMachine => {
    const key = JSON.stringify(shape.items.map(({ code, dependsOn }) => [code, dependsOn]));
    const held = this.bundles.get(key) ?? createBundleMachine(shape);
    if (this.bundles.size >= HELD_BUNDLES) this.bundles.clear();
    this.bundles.set(key, held);
    return held;
  };

  getPublished(oneThing: string, version?: number): Promise<PublishedOneThing> {
    return this.catalogue.getPublished(oneThing, version);
  }

  /** @throws DomainError as `compile` */
  getPlan(oneThing: string, version: number, answers: Record<string, unknown>): Promise<BundlePlan> {
    return this.catalogue.compileFor(oneThing, version, answers);
  }

  private async buildItem(key: string, oneThing: string, version: number, item: string, isPeers: boolean) {
    const published = await this.catalogue.getPublished(oneThing, version);
    const held = { published, machine: createItemMachine(isPeers ? PEER_PROCESS : published.catalogue.items.get(item)!.process, evaluateCondition) };
    this.items.set(key, held);
    return held;
  }
}

function hasAbove(catalogue: PublishedOneThing['catalogue'], department: string, authorityUscc: string): boolean {
  const office = catalogue.authorities.find((authority) => authority.department === department && authority.uscc === authorityUscc);
  return office !== undefined && authorityAbove(catalogue, department, office.division) !== undefined;
}

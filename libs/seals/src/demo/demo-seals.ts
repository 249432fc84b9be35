import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import type { Actor } from '@onething/kernel';
import { SealRegister } from '../seal-register';
import { SealingService } from '../sealing.service';
import type { SealPurpose } from '../domain/seal-version.machine';

/** The two persons of the demonstration without whom there is no seal. */
export interface DemoSealOfficials {
  administrator: Pick<Actor, 'accountId' | 'personId'>;
  securityAdministrator: Pick<Actor, 'accountId' | 'personId'>;
}

const PURPOSES: SealPurpose[] = ['licence', 'decision', 'notice'];
const REASON = '演示数据';
/** Seals that are made at the same time. */
const TOGETHER = 6;

/** Seals for the authorities of the demonstration, made the way that every seal goes. */
@Injectable()
export class DemoSeals {
  constructor(private readonly register: SealRegister, private readonly sealing: SealingService, @Inject(SETTINGS) private readonly settings: Settings) {}

  /**
   * Makes and enables those that are not there yet.
   * @returns how many were new
   * @throws Error outside embedded mode
   */
  async ensure(officials: DemoSealOfficials, owners: readonly { uscc: string; name: string }[]): Promise<number> {
    if (this.settings.mode !== 'embedded') throw new Error('Demo seals exist in embedded mode only');
    const missing = await this.withoutSeal(owners);
    const [first, ...rest] = missing;
    // The first one makes root and maker too; the others then wait for the disk beside each other.
    if (first) await this.make(officials, first);
    const waiting = rest.values();
    await Promise.all(Array.from({ length: TOGETHER }, async () => {
      for (const owner of waiting) await this.make(officials, owner);
    }));
    return missing.length;
  }

  private async withoutSeal<Owner extends { uscc: string }>(owners: readonly Owner[]): Promise<Owner[]> {
    const found = await Promise.all(owners.map(({ uscc }) => this.sealing.findUsable(uscc, 'licence')));
    return owners.filter((_, index) => found[index] === undefined);
  }

  private async make(officials: DemoSealOfficials, { uscc, name }: { uscc: string; name: string }): Promise<void> {
    const [system, security] = [actorOf(officials.administrator, 'administrator'), actorOf(officials.securityAdministrator, 'securityAdministrator')];
    let seal = await this.register.apply(system, { kind: 'business', rank: 'department', ownerUscc: uscc, name, lowerText: '行政审批专用章', purposes: PURPOSES, reason: REASON });
    for (const [act, actor] of [['approve', security], ['make', system], ['file', system], ['enable', security]] as const) {
      seal = await this.register.step(actor, seal.sealId, { act, version: seal.version, revision: seal.revision, reason: REASON });
    }
  }
}

function actorOf({ accountId, personId }: Pick<Actor, 'accountId' | 'personId'>, role: Actor['roles'][number]): Actor {
  return { accountId, personId, kind: 'staff', level: 2, roles: [role], posts: [] };
}

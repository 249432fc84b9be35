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
    let made = 0;
    for (const owner of owners) {
      if (await this.sealing.findUsable(owner.uscc, 'licence')) continue;
      await this.make(officials, owner);
      made += 1;
    }
    return made;
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

import type { SecurityActor } from '@onething/audit';
import type { Actor } from '@onething/kernel';

/** Who acts, as the security log names it. */
export const securityActorOf = ({ accountId, personId, roles }: Actor): SecurityActor => ({ accountId, personId, roles });

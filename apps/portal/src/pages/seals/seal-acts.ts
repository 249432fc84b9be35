import type { Role } from '../../session/session';
import type { SealAct } from '../../shared/seals';

/** What an administrator does with a version; the table of the server has the last word. */
interface Part {
  by: readonly Role[];
  /** A step that takes something away says why. */
  needsReason: boolean;
}

/** In the order in which the buttons stand. `replace` comes by itself when the next version is enabled. */
export const SEAL_PARTS: Readonly<Record<Exclude<SealAct, 'replace'>, Part>> = {
  approve: { by: ['securityAdministrator'], needsReason: false },
  make: { by: ['administrator'], needsReason: false },
  file: { by: ['administrator'], needsReason: false },
  enable: { by: ['securityAdministrator'], needsReason: false },
  resume: { by: ['securityAdministrator'], needsReason: true },
  reject: { by: ['securityAdministrator'], needsReason: true },
  suspend: { by: ['administrator', 'securityAdministrator'], needsReason: true },
  cancel: { by: ['securityAdministrator'], needsReason: true },
};
export type SealPart = keyof typeof SEAL_PARTS;

export const SEAL_TAGS: Readonly<Record<string, 'good' | 'warn' | 'plain'>> = { enabled: 'good', applied: 'warn', approved: 'warn', made: 'warn', filed: 'warn', suspended: 'warn' };

import type { CivilDate } from '@onething/kernel';
import type { LicenceState } from './licence-state.machine';
import type { Validity } from './validity';

export const HOLDER_KINDS = ['naturalPerson', 'legalPerson'] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];

/** The face fields (照面信息) of a licence by their code in the catalogue. */
export type LicenceFace = Record<string, unknown>;

/** Who issued it: the authority's USCC, its department (code of the catalogue) and its division (6 digits). */
export interface Issuer {
  uscc: string;
  department: string;
  division: string;
}

/** One version of a licence (电子证照) in the register. */
export interface Licence {
  id: string;
  /** From 1; a changed licence is a new version, and the one before is REPLACED. */
  version: number;
  /** Id of the version: under it stand its encrypted values and its file. */
  versionId: string;
  /** 电子证照标识 (GB/T 36904-2018); undefined for licences from before there were any. */
  identifier?: string;
  /** Code of the licence type in the catalogue. */
  typeCode: string;
  /** 证照编号, unique within its type. */
  number: string;
  state: LicenceState;
  holder: { personId: string; kind: HolderKind };
  face: LicenceFace;
  /** Keyed digest of the face fields. */
  faceDigest: string;
  issuer: Issuer;
  issuedOn: CivilDate;
  validity: Validity;
  /** The item case that it is the result of. */
  source?: { caseId: string; itemId: string };
  /** File of that case that is the holder's photo. */
  photoFile?: string;
  /** `seeded`: put in at the set-up of a demonstration. */
  origin: 'issued' | 'seeded';
}

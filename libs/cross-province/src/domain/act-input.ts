import { type CivilDate, DomainError } from '@onething/kernel';
import type { NamedFile, ScannedMaterial } from './named-files';
import type { CrossAct, CrossActType, Outcome } from './standing';

/** What somebody enters for an act. Which of it is needed depends on the act. */
export interface ActInput {
  type: CrossActType;
  carrier?: string;
  trackingNumber?: string;
  recipient?: string;
  contents?: { material: string; copies: number; original: boolean; scans: string[] }[];
  result?: 'complete' | 'missing' | 'damaged';
  remarks?: { material: string; state: 'missing' | 'damaged'; note: string }[];
  reason?: string;
  points?: { target: string; note: string }[];
  answers?: Record<string, unknown>;
  /** Scans that a correction brings: ids of files that were handed in, by paper. */
  materials?: { material: string; files: string[] }[];
  /** Results that a decision or a delivery brings: ids of files that were handed in. */
  files?: string[];
  outcome?: Exclude<Outcome, 'withdrawn'>;
  remedy?: string;
  manner?: 'online' | 'post' | 'window';
}

/** What the platform knows itself. */
export interface ActFacts {
  today: CivilDate;
  /** Epoch ms. */
  now: number;
  /** Of who enters it: the office, not the person. */
  office: { code: string; name: string };
  number: string;
  promisedOn?: CivilDate;
  /** Files that the input names, by id. */
  files?: ReadonlyMap<string, NamedFile>;
  /** How often a correction was asked for. */
  request?: number;
}

const NEEDS: Partial<Record<CrossActType, readonly (keyof ActInput)[]>> = {
  papersPosted: ['carrier', 'trackingNumber', 'contents', 'recipient'], papersReceived: ['trackingNumber', 'result'], correctionAsked: ['reason', 'points'],
  corrected: ['answers'], notAccepted: ['reason'], suspended: ['reason'], decided: ['outcome'], resultDelivered: ['manner'],
};

/** Acts with which scans or results travel. */
const WITH_MATERIALS: readonly CrossActType[] = ['corrected'];
const WITH_FILES: readonly CrossActType[] = ['decided', 'resultDelivered'];

/**
 * The message that tells the other place of an act.
 * @throws DomainError `CROSS_PROVINCE.INPUT_MISSING` naming what the act needs, `CROSS_PROVINCE.FILES_UNUSED` when no file travels with it
 */
export function messageBody(input: ActInput, facts: ActFacts): Record<string, unknown> {
  requireInput(input);
  requireUse(input);
  const { today, now, office } = facts;
  switch (input.type) {
    case 'papersPosted':
      return { carrier: input.carrier, trackingNumber: input.trackingNumber, sender: office.name, postedOn: today, recipient: input.recipient, contents: input.contents };
    case 'papersReceived':
      return { trackingNumber: input.trackingNumber, receivedOn: today, receivedBy: office.name, result: input.result, remarks: input.remarks ?? [] };
    case 'correctionAsked':
      return { reason: input.reason, points: input.points };
    case 'corrected':
      return {
        answers: input.answers, materials: scannedMaterials(input.materials, facts.files), correctedAt: new Date(now).toISOString(),
        ...(facts.request === undefined ? {} : { request: facts.request }),
      };
    case 'accepted':
      return { caseNumber: facts.number, office, acceptedOn: today, ...(facts.promisedOn === undefined ? {} : { promisedOn: facts.promisedOn }) };
    case 'notAccepted':
      return { reason: input.reason, remedy: input.remedy ?? '', decidedOn: today };
    case 'suspended':
      return { procedure: 'special', reason: input.reason, from: today };
    case 'resumed':
      return { on: today, ...(facts.promisedOn === undefined ? {} : { promisedOn: facts.promisedOn }) };
    case 'decided':
      return { outcome: input.outcome, decidedOn: today, reason: input.reason ?? '', remedy: input.remedy ?? '', files: namedFiles(input.files, facts.files) };
    case 'resultDelivered':
      return {
        manner: input.manner, deliveredOn: today, files: namedFiles(input.files, facts.files),
        ...(input.carrier === undefined ? {} : { carrier: input.carrier }), ...(input.trackingNumber === undefined ? {} : { trackingNumber: input.trackingNumber }),
      };
    case 'withdrawn':
      return { by: 'applicant', at: new Date(now).toISOString(), reason: input.reason ?? '' };
  }
}

/** Ids of all files that somebody names for an act. */
export function fileIdsOf({ materials = [], files = [] }: Pick<ActInput, 'materials' | 'files'>): string[] {
  return [...materials.flatMap((one) => one.files), ...files];
}

/** As a message names them. @param files by id; all are there */
export function scannedMaterials(materials: ActInput['materials'] = [], files: ActFacts['files'] = new Map()): ScannedMaterial[] {
  return materials.map(({ material, files: ids }) => ({ code: material, files: namedFiles(ids, files) }));
}

function namedFiles(ids: readonly string[] = [], files: ActFacts['files'] = new Map()): NamedFile[] {
  return ids.map((id) => files.get(id)!);
}

/** The end that follows a withdrawal by itself. */
export function withdrawalDecision(today: CivilDate): Record<string, unknown> {
  return { outcome: 'withdrawn', decidedOn: today, reason: '申请人撤回 The applicant has withdrawn.', remedy: '', files: [] };
}

/** What a message's body says that the standing depends on. The body fits its schema. */
export function actOf(type: CrossActType, body: Readonly<Record<string, unknown>>): CrossAct {
  return { ...body, type } as CrossAct;
}

function requireUse({ type, materials, files }: ActInput): void {
  const unused = [...(materials && !WITH_MATERIALS.includes(type) ? ['materials'] : []), ...(files && !WITH_FILES.includes(type) ? ['files'] : [])];
  if (unused.length === 0) return;
  const code = 'CROSS_PROVINCE.FILES_UNUSED';
  throw new DomainError('invalid', code, `No files go with this (${type}). Name scans in a correction, results in a decision or a delivery.`, {
    fields: unused.map((field) => ({ field, code, message: 'Leave this out.' })),
  });
}

function requireInput(input: ActInput): void {
  const missing = [...NEEDS[input.type] ?? []].filter((name) => input[name] === undefined);
  if (input.type === 'decided' && input.outcome !== 'granted' && input.reason === undefined) missing.push('reason');
  if (missing.length === 0) return;
  const code = 'CROSS_PROVINCE.INPUT_MISSING';
  throw new DomainError('invalid', code, `This (${input.type}) needs ${missing.join(', ')}.`, { fields: missing.map((field) => ({ field, code, message: 'This must be filled in.' })) });
}

import { type CivilDate, DomainError } from '@onething/kernel';
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
}

const NEEDS: Partial<Record<CrossActType, readonly (keyof ActInput)[]>> = {
  papersPosted: ['carrier', 'trackingNumber', 'contents', 'recipient'], papersReceived: ['trackingNumber', 'result'], correctionAsked: ['reason', 'points'],
  corrected: ['answers'], notAccepted: ['reason'], suspended: ['reason'], decided: ['outcome'], resultDelivered: ['manner'],
};

/**
 * The message that tells the other place of an act.
 * @throws DomainError `CROSS_PROVINCE.INPUT_MISSING` naming what the act needs
 */
export function messageBody(input: ActInput, facts: ActFacts): Record<string, unknown> {
  requireInput(input);
  const { today, now, office } = facts;
  switch (input.type) {
    case 'papersPosted':
      return { carrier: input.carrier, trackingNumber: input.trackingNumber, sender: office.name, postedOn: today, recipient: input.recipient, contents: input.contents };
    case 'papersReceived':
      return { trackingNumber: input.trackingNumber, receivedOn: today, receivedBy: office.name, result: input.result, remarks: input.remarks ?? [] };
    case 'correctionAsked':
      return { reason: input.reason, points: input.points };
    case 'corrected':
      return { answers: input.answers, materials: [], correctedAt: new Date(now).toISOString() };
    case 'accepted':
      return { caseNumber: facts.number, office, acceptedOn: today, ...(facts.promisedOn === undefined ? {} : { promisedOn: facts.promisedOn }) };
    case 'notAccepted':
      return { reason: input.reason, remedy: input.remedy ?? '', decidedOn: today };
    case 'suspended':
      return { procedure: 'special', reason: input.reason, from: today };
    case 'resumed':
      return { on: today, ...(facts.promisedOn === undefined ? {} : { promisedOn: facts.promisedOn }) };
    case 'decided':
      return { outcome: input.outcome, decidedOn: today, reason: input.reason ?? '', remedy: input.remedy ?? '', files: [] };
    case 'resultDelivered':
      return {
        manner: input.manner, deliveredOn: today, files: [],
        ...(input.carrier === undefined ? {} : { carrier: input.carrier }), ...(input.trackingNumber === undefined ? {} : { trackingNumber: input.trackingNumber }),
      };
    case 'withdrawn':
      return { by: 'applicant', at: new Date(now).toISOString(), reason: input.reason ?? '' };
  }
}

/** The end that follows a withdrawal by itself. */
export function withdrawalDecision(today: CivilDate): Record<string, unknown> {
  return { outcome: 'withdrawn', decidedOn: today, reason: '申请人撤回 The applicant has withdrawn.', remedy: '', files: [] };
}

/** What a message's body says that the standing depends on. The body fits its schema. */
export function actOf(type: CrossActType, body: Readonly<Record<string, unknown>>): CrossAct {
  return { ...body, type } as CrossAct;
}

function requireInput(input: ActInput): void {
  const missing = [...NEEDS[input.type] ?? []].filter((name) => input[name] === undefined);
  if (input.type === 'decided' && input.outcome !== 'granted' && input.reason === undefined) missing.push('reason');
  if (missing.length === 0) return;
  const code = 'CROSS_PROVINCE.INPUT_MISSING';
  throw new DomainError('invalid', code, `This (${input.type}) needs ${missing.join(', ')}.`, { fields: missing.map((field) => ({ field, code, message: 'This must be filled in.' })) });
}

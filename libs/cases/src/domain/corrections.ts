import type { BundlePlan } from '@onething/catalogue';
import { canonicalJson, type FieldProblem } from '@onething/kernel';
import { PAUSES } from '@onething/workflow';
import type { ChainedEvent, EventPayloads, EventType } from './event';
import { askedFields, type FormSurroundings, type FormValues } from './form-values';

/** Events by which an office asks the applicant to correct something. */
export const CORRECTION_REQUESTS: ReadonlySet<string> = new Set<EventType>(['returnedForRework', 'correctionAsked']);

/** The applicant has something to correct: before acceptance, after a return, or during the examination. */
export function waitsForCorrection({ stateName, step }: { stateName: string; step: string | null }): boolean {
  return stateName === 'correcting' || stateName === 'returned' || step === PAUSES.correction;
}

/** Files for a material are taken: it is to be corrected, or the item was accepted without it (容缺受理). */
export function opensMaterial(
  item: { stateName: string; step: string | null; endedAt: Date | null; state: { clock: { laterMaterials?: string[] } } }, material: string,
): boolean {
  return waitsForCorrection(item) || (item.endedAt === null && (item.state.clock.laterMaterials ?? []).includes(material));
}

/** What the last request of an item names: `form.<element>` or `materials.<material>`. @param events of the item, in order */
export function pointsToCorrect(events: readonly ChainedEvent[]): string[] {
  const request = events.findLast((event) => CORRECTION_REQUESTS.has(event.type));
  return request ? (request.payload as EventPayloads['correctionAsked']).points : [];
}

/**
 * Fields that are changed although nobody asked for it: other offices may have decided on them already. What the corrected form
 * asks only now may be filled in. A value that is sent as it was is no change.
 */
export function unaskedChanges(
  plan: Pick<BundlePlan, 'form'>, { before, corrected, points, q }: { before: FormValues; corrected: FormValues; points: readonly string[]; q: FormSurroundings['q'] },
): FieldProblem[] {
  const asked = new Set(askedFields(plan, before, { q }).map((field) => field.element));
  const named = (element: string) => points.some((point) => point === `form.${element}` || point.startsWith(`form.${element}.`));
  return Object.keys(corrected)
    .filter((element) => asked.has(element) && !named(element) && canonicalJson(corrected[element]) !== canonicalJson(before[element]))
    .map((element) => ({ field: `form.${element}`, code: 'CASES.CORRECTION_NOT_ASKED', message: 'Nobody asked to correct this field. Leave it out.' }));
}

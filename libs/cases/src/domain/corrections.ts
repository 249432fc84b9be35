import type { BundlePlan, MergedField } from '@onething/catalogue';
import { canonicalJson, type FieldProblem } from '@onething/kernel';
import { PAUSES } from '@onething/workflow';
import type { ChainedEvent, EventPayloads, EventType } from './event';
import { askedFields, type FormSurroundings, type FormValues, isGiven } from './form-values';
import type { ItemClock } from './item-clock';

/** Events by which an office asks the applicant to correct something. */
export const CORRECTION_REQUESTS: ReadonlySet<string> = new Set<EventType>(['returnedForRework', 'correctionAsked']);

/** The applicant has something to correct: before acceptance, after a return, or during the examination. */
export function waitsForCorrection({ stateName, step }: { stateName: string; step: string | null }): boolean {
  return stateName === 'correcting' || stateName === 'returned' || step === PAUSES.correction;
}

/** Files for a material are taken: the correction that is awaited names it, or the item was accepted without it (容缺受理). */
export function opensMaterial(
  item: { stateName: string; step: string | null; endedAt: Date | null; state: { clock: Pick<ItemClock, 'foundAtRequest' | 'laterMaterials'> } }, material: string,
): boolean {
  const { foundAtRequest, laterMaterials = [] } = item.state.clock;
  const asked = foundAtRequest !== undefined && Object.hasOwn(foundAtRequest.materials, material);
  return (waitsForCorrection(item) && asked) || (item.endedAt === null && laterMaterials.includes(material));
}

/** What the last request of an item names: `form.<element>` or `materials.<material>`. @param events of the item, in order */
export function pointsToCorrect(events: readonly ChainedEvent[]): string[] {
  const request = events.findLast((event) => CORRECTION_REQUESTS.has(event.type));
  return request ? (request.payload as EventPayloads['correctionAsked']).points : [];
}

type Asking = Pick<BundlePlan, 'form' | 'materials'>;

/** The field that a point names: `form.<element>`, or a row of a list, or one value in it: `form.<element>.<row>.<member>`. */
function fieldOfPoint({ form }: Pick<BundlePlan, 'form'>, point: string): MergedField | undefined {
  return form.flatMap((section) => section.fields).find(({ element, type, members }) => {
    if (point === `form.${element}`) return true;
    if (type !== 'list' || !point.startsWith(`form.${element}.`)) return false;
    const [row, member, ...more] = point.slice(`form.${element}.`.length).split('.');
    return /^\d{1,4}$/.test(row!) && more.length === 0 && (member === undefined || members!.some(({ code }) => code === member));
  });
}

/**
 * Points that the applicant could not answer, or that are another office's to ask: an item has its own fields and materials corrected,
 * of those that its applicant is asked for.
 * @returns problems by their place in the request, `points.<index>.field`
 */
export function strangePoints(plan: Asking, points: readonly string[], { item, form, q }: { item: string; form: FormValues; q: FormSurroundings['q'] }): FieldProblem[] {
  const asked = new Set(askedFields(plan, form, { q }).filter((field) => field.askedBy.includes(item) && !field.filledByResult));
  const known = (point: string) => {
    const field = fieldOfPoint(plan, point);
    return field ? asked.has(field) : plan.materials.some(({ material, askedBy }) => point === `materials.${material}` && askedBy.includes(item));
  };
  return points.flatMap((point, index) => (known(point) ? [] : [{
    field: `points.${index}.field`, code: 'CASES.POINT_NOT_OF_ITEM',
    message: `This item does not ask the applicant for ${point}. Name one of its own fields or materials, as GET …/form and the materials show them.`,
  }]));
}

/**
 * Fields that are changed although nobody asked for it: other offices may have decided on them already. What the corrected form
 * asks only now may be filled in. A value that is sent as it was is no change.
 */
export function unaskedChanges(
  plan: Pick<BundlePlan, 'form'>, { before, corrected, points, q }: { before: FormValues; corrected: FormValues; points: readonly string[]; q: FormSurroundings['q'] },
): FieldProblem[] {
  const asked = new Set(askedFields(plan, before, { q }).map((field) => field.element));
  const named = new Set(points.map((point) => fieldOfPoint(plan, point)?.element));
  return Object.keys(corrected)
    .filter((element) => asked.has(element) && !named.has(element) && canonicalJson(corrected[element]) !== canonicalJson(before[element]))
    .map((element) => ({ field: `form.${element}`, code: 'CASES.CORRECTION_NOT_ASKED', message: 'Nobody asked to correct this field. Leave it out.' }));
}

/**
 * What was asked for and is as it was, when nothing of all that was asked for has changed: that is no answer. Another item's correction may have
 * changed a field meanwhile; what the account or a licence has filled in the applicant cannot change.
 * @param changedMaterials those for which something else stands now than at the request
 */
export function unanswered(
  plan: Asking, points: readonly string[],
  { atRequest, corrected, prefilled, changedMaterials }: { atRequest: FormValues; corrected: FormValues; prefilled: FormValues; changedMaterials: readonly string[] },
): FieldProblem[] {
  const changed = (point: string) => {
    const element = fieldOfPoint(plan, point)?.element;
    if (element === undefined) return changedMaterials.includes(point.slice('materials.'.length));
    return canonicalJson(corrected[element] ?? null) !== canonicalJson(atRequest[element] ?? null);
  };
  const answerable = points.filter((point) => !isGiven(prefilled[fieldOfPoint(plan, point)?.element ?? '']));
  if (points.some(changed)) return [];
  const message = 'This was asked for and is as it was. Correct at least one of the points.';
  return answerable.map((point) => ({ field: point, code: 'CASES.NOTHING_CORRECTED', message }));
}

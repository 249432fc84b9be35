import type { CrossProvinceItem } from '@onething/catalogue';
import type { Light } from '@onething/deadlines';
import type { CrossCase } from '../cross-case';
import { type CrossCaseView, maskedApplicant } from '../cross-case-reader';
import type { CrossCaseDto, CrossCaseEntryDto, CrossItemDto } from './cross-case.dto';

const iso = (instant: number): string => new Date(instant).toISOString();

export function itemView({ code, number, name, nationalCode, department, mode, decidedBy, serviceItem, provenance }: CrossProvinceItem): CrossItemDto {
  return {
    code, number, name, nationalCode, department, mode, decidedBy: decidedBy.rule, complete: serviceItem !== undefined,
    ...(decidedBy.element === undefined ? {} : { placeElement: decidedBy.element }), ...(serviceItem === undefined ? {} : { serviceItem }), ...(provenance ? { provenance } : {}),
  };
}

/** @param items those of the list, for their names */
export function entryView(one: CrossCase, items: readonly CrossProvinceItem[], light?: Light): CrossCaseEntryDto {
  const { id, number, caseNumber, side, region, item, standing: { mode, state, outcome, parcels }, dueOn, trouble, version, createdAt, handledAs, partOf } = one;
  const listed = items.find(({ nationalCode }) => nationalCode === item);
  const applicant = maskedApplicant(one);
  return {
    id, number, side, region, item, itemName: listed?.name ?? { zh: item, en: item }, mode, state, parcels, version, createdAt: iso(createdAt), ...(listed ? { itemCode: listed.code } : {}), ...(applicant ? { applicant } : {}),
    ...(handledAs ? { handledAs } : {}), ...(partOf ? { partOf } : {}), ...(light === undefined ? {} : { light }), ...(caseNumber === undefined ? {} : { caseNumber }), ...(outcome === undefined ? {} : { outcome }), ...(dueOn === undefined ? {} : { dueOn }),
    ...(trouble ? { trouble: { ...trouble, at: iso(trouble.at) } } : {}),
  };
}

export function caseView({ found, acts, files, timeline, transportDays }: CrossCaseView, items: readonly CrossProvinceItem[], light?: Light): CrossCaseDto {
  const corrected = acts.filter(({ type }) => type === 'corrected').map(({ detail }) => detail?.['answers'] as Record<string, unknown> | undefined);
  return {
    ...entryView(found, items, light), answers: Object.assign({}, found.content?.answers, ...corrected) as Record<string, unknown>,
    rated: acts.filter(({ type }) => type === 'ratingShared').flatMap(({ detail }) => (detail?.['about'] as 'intake' | 'deciding' | undefined) ?? []),
    formChecks: found.content?.intake.formChecks ?? [], transportDays, department: found.department, division: found.division,
    files: files.map(({ sha256, name, contentType, size, by, step, material, isHere }) => ({ sha256, name, contentType, size, by, step, isHere, ...(material === undefined ? {} : { material }) })),
    timeline: timeline.map(({ type, at, by, text, next }, index) => ({
      type, at: iso(at), text, ...(by ? { by } : {}), ...(next ? { next } : {}), ...(acts[index]?.detail ? { detail: acts[index].detail } : {}),
    })),
  };
}

import type { PublishedOneThing } from '../catalogue.service';
import { compileStandard } from '../domain/compile';
import { departmentsOf } from '../domain/listing';
import { lookUp } from '../domain/look-up';
import type { BundleItem, Catalogue, OneThing } from '../domain/model';
import type { GuideItemDto, OneThingGuideDto, QuestionnaireDto, StandardPlanDto } from './one-thing-guide.dto';
import type { NamedDto } from './text.dto';

export function departmentName(catalogue: Catalogue, code: string): NamedDto {
  return { code, name: lookUp(catalogue.departments, code, 'department').name };
}

function presentGuideItem(catalogue: Catalogue, place: BundleItem): GuideItemDto {
  const item = lookUp(catalogue.items, place.item, 'service item');
  return {
    code: item.code,
    name: item.name,
    department: departmentName(catalogue, item.department),
    always: place.when === undefined,
    promisedLimit: item.promisedLimit,
    statutoryLimit: item.statutoryLimit,
    online: item.online,
    result: item.result?.name,
    provenance: item.provenance,
  };
}

function presentStandard(catalogue: Catalogue, oneThing: OneThing): StandardPlanDto {
  const plan = compileStandard(catalogue, oneThing);
  const situation = oneThing.situations?.find(({ code }) => code === oneThing.standardSituation);
  return {
    situation: situation && { code: situation.code, name: situation.name },
    items: plan.items.map((item) => item.code),
    materials: plan.materials,
    criticalPathDays: plan.criticalPathDays,
    criticalPath: plan.criticalPath,
    savings: plan.savings,
  };
}

/** The guide (一次告知): everything that somebody must know before applying. An outline shows no savings. */
export function presentGuide({ catalogue, oneThing, version, publishedAt }: PublishedOneThing): OneThingGuideDto {
  return {
    code: oneThing.code,
    version,
    publishedAt: publishedAt.toISOString(),
    status: oneThing.status,
    name: oneThing.name,
    summary: oneThing.summary,
    audience: oneThing.audience,
    lifeStage: oneThing.lifeStage,
    keywords: oneThing.keywords,
    leadDepartment: departmentName(catalogue, oneThing.leadDepartment),
    departments: departmentsOf(catalogue, oneThing).map((code) => departmentName(catalogue, code)),
    whoCanApply: oneThing.whoCanApply,
    whatYouGet: oneThing.whatYouGet,
    promisedDays: oneThing.promisedDays,
    items: (oneThing.items ?? []).map((place) => presentGuideItem(catalogue, place)),
    standard: oneThing.status === 'open' ? presentStandard(catalogue, oneThing) : undefined,
    provenance: oneThing.provenance,
  };
}

export function presentQuestionnaire({ oneThing, version }: PublishedOneThing): QuestionnaireDto {
  return { code: oneThing.code, version, questions: oneThing.questions ?? [], situations: oneThing.situations ?? [] };
}

import type { Process } from '@onething/workflow';
import { lookUp } from '../domain/look-up';
import type { Catalogue, ServiceItem } from '../domain/model';
import { departmentName } from './one-thing.presenter';
import type { ItemFieldDto, ItemMaterialDto, ItemResultDto, ItemStepDto, ServiceItemDto } from './service-item.dto';

function presentFields(catalogue: Catalogue, item: ServiceItem): ItemFieldDto[] {
  return item.form.map(({ element, required, when }) =>
    ({ element, name: lookUp(catalogue.elements, element, 'data element').name, required, when }));
}

function presentMaterials(catalogue: Catalogue, item: ServiceItem): ItemMaterialDto[] {
  return item.materials.map((entry) => {
    const { name, kind, medium, source, guidance, replacedBy } = lookUp(catalogue.materials, entry.material, 'material');
    return { ...entry, name, kind, medium, source, guidance, replacedBy: replacedBy.map((way) => way.by) };
  });
}

function presentSteps(process: Process): ItemStepDto[] {
  return process.steps.map(({ code, kind, name, role, limit, suspendsClock, reviewers, outcomes }) =>
    ({ code, kind, name, role, limit, suspendsClock: suspendsClock ?? false, reviewers, outcomes }));
}

function presentResult(catalogue: Catalogue, item: ServiceItem): ItemResultDto | undefined {
  if (item.result === undefined) return undefined;
  const { code, name } = lookUp(catalogue.licenceTypes, item.result.licenceType, 'licence type');
  return { ...item.result, licenceType: { code, name } };
}

/** 承诺提速率: by how much the promise is shorter than the law allows. */
function limitReduction({ statutoryLimit, promisedLimit }: ServiceItem): number | undefined {
  if (statutoryLimit.unit !== promisedLimit.unit || statutoryLimit.value === 0) return undefined;
  return (statutoryLimit.value - promisedLimit.value) / statutoryLimit.value;
}

/** The service guide (办事指南) of one item. */
export function presentServiceItem(catalogue: Catalogue, item: ServiceItem): ServiceItemDto {
  const { process, ...fields } = item;
  return {
    ...fields,
    department: departmentName(catalogue, item.department),
    authorities: catalogue.authorities.filter((authority) => authority.department === item.department),
    limitReduction: limitReduction(item),
    visits: item.visits.map(({ phase, place, reason }) => ({ phase, place, reason })),
    result: presentResult(catalogue, item),
    form: presentFields(catalogue, item),
    materials: presentMaterials(catalogue, item),
    steps: presentSteps(process),
    oneThings: [...catalogue.oneThings.values()]
      .filter((oneThing) => oneThing.items?.some((place) => place.item === item.code))
      .map(({ code, name }) => ({ code, name })),
  };
}

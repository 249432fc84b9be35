import { lookUp } from './look-up';
import type {
  Authority,
  CanonicalMaterial,
  Catalogue,
  CrossProvinceItem,
  DataElement,
  Department,
  Division,
  FormCheckDefinition,
  LicenceType,
  OneThing,
  ServiceItem,
} from './model';

/** A catalogue as it is stored: lists sorted by code, so that equal catalogues have equal bytes. */
export interface CatalogueSnapshot {
  elements: DataElement[];
  materials: CanonicalMaterial[];
  licenceTypes: LicenceType[];
  departments: Department[];
  authorities: Authority[];
  divisions: Division[];
  items: ServiceItem[];
  formChecks: FormCheckDefinition[];
  crossProvinceItems: CrossProvinceItem[];
  oneThings: OneThing[];
}

function sorted<T extends { code: string }>(entries: Iterable<T>): T[] {
  return [...entries].sort((a, b) => (a.code < b.code ? -1 : 1));
}

export function snapshotOf(catalogue: Catalogue): CatalogueSnapshot {
  return {
    elements: sorted(catalogue.elements.values()),
    materials: sorted(catalogue.materials.values()),
    licenceTypes: sorted(catalogue.licenceTypes.values()),
    departments: sorted(catalogue.departments.values()),
    authorities: [...catalogue.authorities].sort((a, b) => (a.uscc < b.uscc ? -1 : 1)),
    divisions: sorted(catalogue.divisions.values()),
    items: sorted(catalogue.items.values()),
    formChecks: sorted(catalogue.formChecks.values()),
    crossProvinceItems: sorted(catalogue.crossProvinceItems.values()),
    oneThings: sorted(catalogue.oneThings.values()),
  };
}

export function catalogueOf(snapshot: CatalogueSnapshot): Catalogue {
  const byCode = <T extends { code: string }>(entries: T[]): Map<string, T> =>
    new Map(entries.map((entry) => [entry.code, entry]));
  return {
    elements: byCode(snapshot.elements),
    materials: byCode(snapshot.materials),
    licenceTypes: byCode(snapshot.licenceTypes),
    departments: byCode(snapshot.departments),
    authorities: snapshot.authorities,
    divisions: byCode(snapshot.divisions),
    items: byCode(snapshot.items),
    formChecks: byCode(snapshot.formChecks),
    crossProvinceItems: byCode(snapshot.crossProvinceItems),
    oneThings: byCode(snapshot.oneThings),
  };
}

function pick<T>(entries: ReadonlyMap<string, T>, codes: Iterable<string>, kind: string): Map<string, T> {
  return new Map([...new Set(codes)].map((code) => [code, lookUp(entries, code, kind)]));
}

function licenceTypesOf(
  items: Iterable<ServiceItem>,
  materials: Iterable<CanonicalMaterial>,
  elements: Iterable<DataElement>,
): string[] {
  return [
    ...[...items].flatMap((item) => item.result?.licenceType ?? []),
    ...[...materials].flatMap((material) => material.replacedBy.flatMap((way) => (way.by === 'licence' ? way.licenceType : []))),
    ...[...elements].flatMap(({ prefill }) => (prefill && 'licenceType' in prefill ? prefill.licenceType : [])),
  ];
}

function withParents(divisions: ReadonlyMap<string, Division>, codes: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const code of codes) {
    for (let next: string | undefined = code; next !== undefined && !found.has(next); next = divisions.get(next)?.parent)
      found.add(next);
  }
  return [...found];
}

/**
 * Everything that a one-thing refers to, and nothing else: a case that keeps its version can be handled with it alone, whatever
 * becomes of the catalogue.
 * @throws DomainError `CATALOGUE.UNKNOWN_REFERENCE`
 */
export function closureOf(catalogue: Catalogue, oneThing: OneThing): Catalogue {
  const items = pick(
    catalogue.items,
    (oneThing.items ?? []).map((place) => place.item),
    'service item',
  );
  const materials = pick(
    catalogue.materials,
    [...items.values()].flatMap((item) => item.materials.map((entry) => entry.material)),
    'material',
  );
  const asked = pick(
    catalogue.elements,
    [...items.values()].flatMap((item) => item.form.map((entry) => entry.element)),
    'data element',
  );
  const licenceTypes = pick(
    catalogue.licenceTypes,
    licenceTypesOf(items.values(), materials.values(), asked.values()),
    'licence type',
  );
  const onFaces = [...licenceTypes.values()].flatMap((licence) => licence.face.flatMap((field) => field.element ?? []));
  const departments = pick(
    catalogue.departments,
    [
      oneThing.leadDepartment,
      ...(oneThing.departments ?? []),
      ...[...items.values()].map((item) => item.department),
      ...[...licenceTypes.values()].map((licence) => licence.department),
      ...[...materials.values()].flatMap((material) =>
        material.replacedBy.flatMap((way) => (way.by === 'sharedDatum' ? way.source : [])),
      ),
    ],
    'department',
  );
  const authorities = catalogue.authorities.filter((authority) => departments.has(authority.department));
  return {
    elements: pick(catalogue.elements, [...asked.keys(), ...onFaces], 'data element'),
    materials,
    licenceTypes,
    departments,
    authorities,
    divisions: pick(
      catalogue.divisions,
      withParents(
        catalogue.divisions,
        authorities.map((authority) => authority.division),
      ),
      'division',
    ),
    items,
    formChecks: new Map(),
    crossProvinceItems: new Map(),
    oneThings: new Map([[oneThing.code, oneThing]]),
  };
}

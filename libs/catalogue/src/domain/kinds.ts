/** The kinds of catalogue files, in the order in which they build on each other. */
export const CATALOGUE_KINDS = [
  'divisions',
  'departments',
  'authorities',
  'licenceTypes',
  'dataElements',
  'materials',
  'serviceItems',
  'formChecks',
  'crossProvinceItems',
  'oneThings',
] as const;
export type CatalogueKind = (typeof CATALOGUE_KINDS)[number];

/** The field by which entries of a kind are told apart. */
export function keyField(kind: CatalogueKind): 'uscc' | 'code' {
  return kind === 'authorities' ? 'uscc' : 'code';
}

import type { Authority, Catalogue } from './model';

/** The next larger division by its code: a county's prefecture ends in 00, a province in 0000. */
function parentByCode(code: string): string | undefined {
  if (!code.endsWith('00')) return `${code.slice(0, 4)}00`;
  return code.endsWith('0000') ? undefined : `${code.slice(0, 2)}0000`;
}

/** The office above that of a division: of the same department, in a division that holds it. */
export function authorityAbove(catalogue: Pick<Catalogue, 'authorities' | 'divisions'>, department: string, division: string): Authority | undefined {
  const parent = catalogue.divisions.get(division)?.parent;
  return parent === undefined ? undefined : nearestAuthority(catalogue, department, parent);
}

/**
 * The office of a department that is responsible for a division: the one in that division, else in the next larger one that
 * has one. A division that the catalogue does not list is placed by its code.
 */
export function nearestAuthority(
  catalogue: Pick<Catalogue, 'authorities' | 'divisions'>,
  department: string,
  division: string,
): Authority | undefined {
  const offices = new Map(
    catalogue.authorities
      .filter((authority) => authority.department === department)
      .map((authority) => [authority.division, authority]),
  );
  for (
    let code: string | undefined = division;
    code !== undefined;
    code = catalogue.divisions.get(code)?.parent ?? parentByCode(code)
  ) {
    const office = offices.get(code);
    if (office) return office;
  }
  return undefined;
}

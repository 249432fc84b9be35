import { DomainError, parseUscc } from '@onething/kernel';
import type { Authority, Catalogue, Division } from './model';
import { checkReference, type CheckContext, explainFailure, type Report, type RuleProblem } from './rule-problem';

/** GB/T 2260: two digits each for province, prefecture and county; the division above begins alike. */
export function checkDivision(context: CheckContext, division: Division, report: Report): void {
  const isProvince = division.code.endsWith('0000');
  if (isProvince && division.parent !== undefined)
    report(['parent'], `\`${division.code}\` is a province and has no division above`, 'remove `parent`');
  if (isProvince) return;
  const province = `${division.code.slice(0, 2)}0000`;
  if (division.parent === undefined) {
    report(
      [],
      `division \`${division.code}\` does not say to which division it belongs`,
      `add parent: '${province}', or the prefecture`,
    );
    return;
  }
  if (!checkReference(context, report, ['parent'], 'divisions', division.parent)) return;
  if (division.parent.slice(0, 2) !== division.code.slice(0, 2) || division.parent === division.code) {
    report(
      ['parent'],
      `\`${division.code}\` cannot belong to \`${division.parent}\``,
      `write a division whose code begins with ${division.code.slice(0, 2)}, for example '${province}'`,
    );
  }
}

/** Each department has digits of its own: they tell in a base code whose item it is. */
export function checkDepartments(catalogue: Catalogue): RuleProblem[] {
  const owners = new Map<string, string>();
  return [...catalogue.departments.values()].flatMap(({ code, digits }): RuleProblem[] => {
    const owner = owners.get(digits);
    if (owner === undefined) owners.set(digits, code);
    if (owner === undefined) return [];
    return [
      {
        kind: 'departments',
        code,
        path: ['digits'],
        message: `the digits ${digits} already belong to \`${owner}\``,
        advice: 'give each department digits of its own',
      },
    ];
  });
}

/** Both check characters of the code (GB 32100-2015, GB 11714-1997), and references. */
export function checkAuthority(context: CheckContext, authority: Authority, report: Report): void {
  try {
    parseUscc(authority.uscc, 'uscc');
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    report(['uscc'], `'${authority.uscc}' is no unified social credit code`, explainFailure(error).message);
  }
  checkReference(context, report, ['department'], 'departments', authority.department);
  checkReference(context, report, ['division'], 'divisions', authority.division);
}

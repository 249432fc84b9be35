import type { Catalogue, ServiceItem } from './model';
import { implementingCode, parseBaseCode } from './implementing-code';
import { checkReference, type CheckContext, type Report, type RuleProblem } from './rule-problem';

/** What the exchange with other platforms accepts: 18 + 1 + 12 characters. */
const IMPLEMENTING_CODE = /^[0-9A-HJ-NPQRTUWXY]{18}[1-7]\d{12}$/;

/**
 * The base code says the same as the fields, and every office of the department gets an implementing code
 * (GB/T 39554.1-2020).
 */
export function checkItemCodes(context: CheckContext, item: ServiceItem, report: Report): void {
  const parts = parseBaseCode(item.baseCode);
  if (parts.division !== '00' && !context.known.divisions.has(`${parts.division}0000`)) {
    report(
      ['baseCode'],
      `the base code begins with ${parts.division}, which is no province`,
      'begin with 00 for the national directory, or with the first two digits of a province',
    );
  }
  if (parts.itemType !== item.itemType) {
    report(
      ['baseCode'],
      `digits 3 and 4 of the base code are ${parts.itemType}, but \`itemType\` is ${item.itemType}`,
      'make them the same',
    );
  }
  if (parts.mainItem === '000')
    report(
      ['baseCode'],
      'digits 7 to 9 of the base code are 000',
      'write the number of the main item, from 001; only a sub-item may be 000',
    );
  if (!checkReference(context, report, ['department'], 'departments', item.department)) return;
  const department = context.catalogue.departments.get(item.department);
  if (department && department.digits !== parts.department) {
    report(
      ['baseCode'],
      `digits 5 and 6 of the base code are ${parts.department}, but department \`${item.department}\` has ${department.digits}`,
      `write ${item.baseCode.slice(0, 4)}${department.digits}${item.baseCode.slice(6)}`,
    );
  }
  checkAuthorities(context, item, report);
}

function checkAuthorities(context: CheckContext, item: ServiceItem, report: Report): void {
  const offices = context.catalogue.authorities.filter((authority) => authority.department === item.department);
  if (offices.length === 0 && context.catalogue.authorities.length === context.known.authorities.size) {
    report(
      ['department'],
      `no authority of department \`${item.department}\` exists, so that nobody could handle the item`,
      'add one to a file of kind authorities',
    );
  }
  for (const office of offices) {
    const code = implementingCode(office, item);
    if (!IMPLEMENTING_CODE.test(code))
      report(
        ['baseCode'],
        `the implementing code ${code} is not well-formed`,
        'it is made of 18 characters of the USCC, the level and the base code',
      );
  }
}

/** A base code stands for one item: implementing codes are made from it. */
export function checkUniqueBaseCodes(catalogue: Catalogue): RuleProblem[] {
  const owners = new Map<string, string>();
  return [...catalogue.items.values()].flatMap(({ code, baseCode }): RuleProblem[] => {
    const owner = owners.get(baseCode);
    if (owner === undefined) owners.set(baseCode, code);
    if (owner === undefined) return [];
    return [
      {
        kind: 'serviceItems',
        code,
        path: ['baseCode'],
        message: `the base code ${baseCode} already belongs to \`${owner}\``,
        advice: 'count the main item or the sub-item (the last digits) on',
      },
    ];
  });
}

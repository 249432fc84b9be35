import { checkBundles } from './check-bundle';
import { checkItemConditions, checkOneThingConditions } from './check-conditions';
import { checkCrossProvinceItem, checkUniqueNationalCodes } from './check-cross-province';
import { checkElement } from './check-element';
import { checkItemCodes, checkUniqueBaseCodes } from './check-item-codes';
import { checkItemFields } from './check-item-fields';
import { checkItemForm, checkItemMaterials, checkItemVisits } from './check-item-lists';
import { checkLicenceType, checkUniqueTypeCodes } from './check-licence-type';
import { checkMaterial } from './check-material';
import { checkOneThing } from './check-one-thing';
import { checkAuthority, checkDepartments, checkDivision } from './check-organisation';
import { checkProcess } from './check-process';
import { checkSituations } from './check-situations';
import { checkTexts } from './check-texts';
import type { CatalogueKind } from './kinds';
import type { Catalogue, OneThing, ServiceItem } from './model';
import { type CheckContext, knownCodes, type Report, type RuleProblem } from './rule-problem';

/**
 * Every rule of the catalogue that is broken; none means that it may be published. The entries must already have the form that
 * the JSON Schemas demand.
 * @param known codes that count as existing; by default those of the catalogue
 */
export function checkCatalogue(catalogue: Catalogue, known: CheckContext['known'] = knownCodes(catalogue)): RuleProblem[] {
  const context: CheckContext = { catalogue, known };
  const problems: RuleProblem[] = [];
  const each = <T>(
    kind: CatalogueKind,
    entries: Iterable<T>,
    codeOf: (entry: T) => string,
    check: (entry: T, report: Report) => void,
  ): void => {
    for (const entry of entries) {
      const report: Report = (path, message, advice) => problems.push({ kind, code: codeOf(entry), path, message, advice });
      checkTexts(entry, report);
      check(entry, report);
    }
  };
  const code = (entry: { code: string }): string => entry.code;
  each('divisions', catalogue.divisions.values(), code, (entry, report) => checkDivision(context, entry, report));
  each('departments', catalogue.departments.values(), code, () => undefined);
  each(
    'authorities',
    catalogue.authorities,
    (entry) => entry.uscc,
    (entry, report) => checkAuthority(context, entry, report),
  );
  each('licenceTypes', catalogue.licenceTypes.values(), code, (entry, report) => checkLicenceType(context, entry, report));
  each('dataElements', catalogue.elements.values(), code, (entry, report) => checkElement(context, entry, report));
  each('materials', catalogue.materials.values(), code, (entry, report) => checkMaterial(context, entry, report));
  each('serviceItems', catalogue.items.values(), code, (entry, report) => checkItem(context, entry, report));
  each('formChecks', catalogue.formChecks.values(), code, () => undefined);
  each('crossProvinceItems', catalogue.crossProvinceItems.values(), code, (entry, report) => checkCrossProvinceItem(context, entry, report));
  each('oneThings', catalogue.oneThings.values(), code, (entry, report) => checkWholeOneThing(context, entry, report));
  problems.push(...checkDepartments(catalogue), ...checkUniqueTypeCodes(catalogue), ...checkUniqueBaseCodes(catalogue), ...checkUniqueNationalCodes(catalogue));
  return [...problems, ...checkBundles(context, problems)];
}

function checkItem(context: CheckContext, item: ServiceItem, report: Report): void {
  checkItemCodes(context, item, report);
  checkItemFields(context, item, report);
  checkItemForm(context, item, report);
  checkItemMaterials(context, item, report);
  checkItemVisits(context, item, report);
  checkProcess(item, report);
  checkItemConditions(context, item, report);
}

function checkWholeOneThing(context: CheckContext, oneThing: OneThing, report: Report): void {
  let questionsAreSound = true;
  checkOneThing(context, oneThing, (path, message, advice) => {
    if (path[0] === 'questions') questionsAreSound = false;
    report(path, message, advice);
  });
  if (oneThing.status === 'outline') return;
  checkOneThingConditions(context, oneThing, report);
  if (questionsAreSound) checkSituations(oneThing, report);
}

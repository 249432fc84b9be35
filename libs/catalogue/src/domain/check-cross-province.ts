import { parseBaseCode } from './implementing-code';
import type { BundleItem, Catalogue, CrossProvinceItem, CrossProvinceMode, DecidingPlaceRule, ServiceItem } from './model';
import { checkReference, type CheckContext, type Report, type RuleProblem } from './rule-problem';

const MODES: Record<CrossProvinceMode, string> = { online: '全程网办', collected: '异地代收代办', joint: '多地联办' };

/** An item for applicants elsewhere (国办发〔2020〕35号): its code, mode, deciding-place rule and form-check list fit each other. */
export function checkCrossProvinceItem(context: CheckContext, item: CrossProvinceItem, report: Report): void {
  if (checkReference(context, report, ['department'], 'departments', item.department)) checkNationalCode(context, item, report);
  checkModeAndRule(item, report);
  checkFormChecks(context, item, report);
  if (item.serviceItem === undefined) {
    if (item.decidedBy.element !== undefined) {
      report(['decidedBy', 'element'], 'the item is listed only, and no form asks for the element', 'remove `element`, or add `serviceItem`');
    }
    return;
  }
  if (!checkReference(context, report, ['serviceItem'], 'serviceItems', item.serviceItem)) return;
  const handled = context.catalogue.items.get(item.serviceItem);
  if (!handled) return;
  checkServiceItem(item, handled, report);
  checkPlaceElement(context, item, handled, report);
}

function checkNationalCode(context: CheckContext, item: CrossProvinceItem, report: Report): void {
  const { department: digits } = parseBaseCode(item.nationalCode);
  const department = context.catalogue.departments.get(item.department);
  if (department && department.digits !== digits) {
    report(
      ['nationalCode'],
      `digits 5 and 6 of the national code are ${digits}, but department \`${item.department}\` has ${department.digits}`,
      `write ${item.nationalCode.slice(0, 4)}${department.digits}${item.nationalCode.slice(6)}`,
    );
  }
}

/** `anywhere` means that whoever takes it in decides it: nothing is collected for another place, and no place works with it. */
function checkModeAndRule({ mode, decidedBy: { rule } }: CrossProvinceItem, report: Report): void {
  if (rule !== 'anywhere' || mode === 'online') return;
  report(
    ['decidedBy', 'rule'],
    `an item of mode ${mode} (${MODES[mode]}) needs a place that decides it, but the rule is anywhere`,
    'write the rule that leads to it: householdRegistration, placeOfInsurance, property …, or mode: online',
  );
}

function checkFormChecks(context: CheckContext, item: CrossProvinceItem, report: Report): void {
  item.formChecks.forEach((code, index) => {
    const first = item.formChecks.indexOf(code);
    if (first !== index) report(['formChecks', index], `form check \`${code}\` stands twice in this list`, `remove it, or entry ${first} (counted from 0)`);
  });
  const known = item.formChecks.every((code, index) => checkReference(context, report, ['formChecks', index], 'formChecks', code));
  const checks = item.formChecks.map((code) => context.catalogue.formChecks.get(code));
  if (!known || checks.includes(undefined)) return;
  const ofAll = { identity: 'who applies', form: 'how the form is filled in' } as const;
  for (const about of ['identity', 'form'] as const) {
    if (item.mode === 'online' || checks.some((check) => check?.about === about)) continue;
    report(
      ['formChecks'],
      `the window of an item of mode ${item.mode} (${MODES[item.mode]}) is not told to look at ${ofAll[about]}`,
      `add a form check with \`about: ${about}\``,
    );
  }
  const original = checks.findIndex((check) => check?.about === 'original');
  if (item.mode === 'online' && original >= 0) {
    report(
      ['formChecks', original],
      `the item is handled wholly online (全程网办), but \`${item.formChecks[original]}\` looks at an original, which has to be brought`,
      'take it out, or write mode: collected',
    );
  }
}

function checkServiceItem(item: CrossProvinceItem, handled: ServiceItem, report: Report): void {
  if (handled.department !== item.department) {
    report(['serviceItem'], `service item \`${handled.code}\` belongs to \`${handled.department}\`, not to \`${item.department}\``, `write department: ${handled.department}, or another item`);
  }
  const { itemType } = parseBaseCode(item.nationalCode);
  if (itemType !== handled.itemType) {
    report(
      ['nationalCode'],
      `digits 3 and 4 of the national code are ${itemType}, but service item \`${handled.code}\` is of type ${handled.itemType}`,
      `write ${item.nationalCode.slice(0, 2)}${handled.itemType}${item.nationalCode.slice(4)}`,
    );
  }
  if (handled.crossRegion !== 'nation' && handled.crossRegion !== 'province') {
    report(['serviceItem'], `service item \`${handled.code}\` is not for applicants of other provinces`, 'write crossRegion: nation (全国通办) there');
  }
  if (item.mode === 'online' && handled.onlineDepth !== 4) {
    report(['mode'], `the mode is online (全程网办), but service item \`${handled.code}\` has online depth ${handled.onlineDepth}`, 'write onlineDepth: 4 there, or mode: collected');
  }
  if (item.mode !== 'online' && !handled.handlingForms.includes('1')) {
    report(['mode'], `the mode is ${item.mode} (${MODES[item.mode]}), but service item \`${handled.code}\` is not handled at windows`, "add '1' to its `handlingForms`, or write mode: online");
  }
}

const ELEMENTS: Record<Exclude<DecidingPlaceRule, 'anywhere'>, string> = {
  householdRegistration: 'the place of household registration', placeOfInsurance: 'the place of insurance', property: 'where the property lies',
  incorporation: 'the place of incorporation', residence: 'the place of residence', issuer: 'the place that issued the document',
};

function checkPlaceElement(context: CheckContext, item: CrossProvinceItem, handled: ServiceItem, report: Report): void {
  const { rule, element } = item.decidedBy;
  const path = ['decidedBy', 'element'];
  if (rule === 'anywhere') {
    if (element !== undefined) report(path, 'the item is decided anywhere, and no place is asked for', 'remove `element`');
    return;
  }
  if (element === undefined) {
    report(['decidedBy'], `the item is complete, but no data element says ${ELEMENTS[rule]}`, 'add `element`: a data element of type division');
    return;
  }
  if (!checkReference(context, report, path, 'dataElements', element)) return;
  const type = context.catalogue.elements.get(element)?.type;
  if (type !== undefined && type !== 'division') report(path, `element \`${element}\` is of type ${type}, not a division`, 'write an element of type division');
  const entry = handled.form.find((one) => one.element === element);
  if (!entry?.required || entry.when !== undefined) {
    report(
      path,
      `the form of service item \`${handled.code}\` ${entry ? 'does not always ask' : 'does not ask'} for \`${element}\`, so that the place may stay unknown`,
      'ask for it there with `required: true` and no `when`',
    );
  }
}

/** Another province takes an item that is complete among those for applicants elsewhere, and finds by the same element whether it is its own. */
export function checkPeerItem({ catalogue }: CheckContext, { item, handledBy }: BundleItem, index: number, report: Report): void {
  const cross = [...catalogue.crossProvinceItems.values()].find(({ serviceItem }) => serviceItem === item);
  const path = ['items', index, 'handledBy'];
  if (cross?.mode !== 'joint') return report(path, `\`${item}\` is no cross-province item of mode joint (多地联办) with a process`, 'name it there as `serviceItem`, or remove `handledBy`');
  if (cross.decidedBy.element !== handledBy!.peer) report([...path, 'peer'], `the deciding place of \`${item}\` is found by \`${cross.decidedBy.element}\``, `write peer: ${cross.decidedBy.element}`);
}

/** By number and national code other provinces and the list mean one item. */
export function checkUniqueNationalCodes(catalogue: Catalogue): RuleProblem[] {
  const owners = new Map<string, string>();
  return [...catalogue.crossProvinceItems.values()].flatMap((item) =>
    (['nationalCode', 'number'] as const).flatMap((field): RuleProblem[] => {
      const key = `${field} ${item[field]}`;
      const owner = owners.get(key);
      if (owner === undefined) {
        owners.set(key, item.code);
        return [];
      }
      const message = `the ${field === 'number' ? 'number' : 'national code'} ${item[field]} already belongs to \`${owner}\``;
      return [{ kind: 'crossProvinceItems', code: item.code, path: [field], message, advice: 'count on' }];
    }),
  );
}

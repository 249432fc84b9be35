import type { LicenceType, ServiceItem, Visit } from './model';
import { checkReference, type CheckContext, type Report } from './rule-problem';
import { survivingVisits } from './surviving-visits';

type Rule = (item: ServiceItem, report: Report) => void;

/** The fields of the implementation list (实施清单) agree with each other (GB/T 39046-2020 and local quality rules). */
export function checkItemFields(context: CheckContext, item: ServiceItem, report: Report): void {
  for (const rule of RULES) rule(item, report);
  checkVisitReason(context, item, report);
  checkResultReferences(context, item, report);
}

const checkSpeed: Rule = (item, report) => {
  const { promisedLimit: promised, statutoryLimit: statutory } = item;
  if (promised.unit === statutory.unit && promised.value > statutory.value) {
    report(
      ['promisedLimit', 'value'],
      `promised ${promised.value} ${promised.unit} are more than the statutory ${statutory.value}`,
      `write ${statutory.value} or less`,
    );
  }
  const atOnce = promised.value === 0;
  if (atOnce !== (item.caseType === '1')) {
    report(
      ['caseType'],
      atOnce
        ? 'an item that is promised on the spot is a case of type 1 (即办件)'
        : 'a case of type 1 (即办件) is promised in 0 days',
      atOnce
        ? "write caseType: '1', or promise days"
        : "write caseType: '2' (承诺件), or promisedLimit: { value: 0, unit: workingDays }",
    );
  }
  if (atOnce !== (item.reviewType === 'instant')) {
    report(
      ['reviewType'],
      atOnce
        ? 'an item that is promised on the spot is reviewed at once (即审即办)'
        : 'an item that is reviewed at once (即审即办) is promised in 0 days',
      `write reviewType: ${atOnce ? 'instant' : 'deferred'}, or change the promise`,
    );
  }
};

const checkOnline: Rule = (item, report) => {
  const hasOnlineForm = item.handlingForms.some((form) => form === '2' || form === '3');
  if (item.online && !hasOnlineForm)
    report(
      ['handlingForms'],
      'the item is handled online, but neither on the web nor on mobile',
      "add '2' or '3', or write online: false",
    );
  if (!item.online && hasOnlineForm)
    report(
      ['online'],
      'the item has an online handling form, but is not handled online',
      "write online: true, or take '2' and '3' out of `handlingForms`",
    );
  if (!item.online && item.onlineDepth >= 3)
    report(
      ['onlineDepth'],
      `depth ${item.onlineDepth} is not possible without online handling`,
      'write online: true, or depth 1 or 2',
    );
  if (!item.online && item.visits.length === 0 && !item.handlingForms.includes('4')) {
    report(
      ['handlingForms'],
      'the item is neither handled online nor costs a visit',
      "add '4' (by post), write online: true, or add the visit",
    );
  }
};

const checkFee: Rule = (item, report) => {
  const { fee } = item;
  if (fee.charged) {
    if (fee.basis === undefined)
      report(['fee'], 'a fee is charged without a basis', 'add `basis`: the document that allows it (收费依据)');
    if (fee.items === undefined)
      report(['fee'], 'a fee is charged, but not for what', 'add `items`: [{ name, standard, reducible }]');
    return;
  }
  if (fee.onlinePayment)
    report(['fee', 'onlinePayment'], 'nothing is charged, but it can be paid online', 'write onlinePayment: false');
  if (fee.items !== undefined)
    report(['fee', 'items'], 'nothing is charged, but fees are listed', 'remove `items`, or write charged: true');
  if (fee.basis !== undefined)
    report(['fee', 'basis'], 'nothing is charged, but there is a basis for it', 'remove `basis`, or write charged: true');
};

const RESULT_KINDS = [
  ['证', '出证办结'],
  ['文', '出文办结'],
  ['批复', '审批办结'],
] as const;

const checkResult: Rule = (item, report) => {
  if (!item.result) return;
  const { name, kind, holder } = item.result;
  const expected = RESULT_KINDS.find(([ending]) => name.zh.endsWith(ending))?.[1];
  if (expected !== undefined && expected !== kind)
    report(['result', 'kind'], `a result named 「${name.zh}」 cannot be of kind ${kind}`, `write kind: ${expected}`);
  if (holder === 'case')
    report(['result', 'holder'], 'a matter cannot hold a licence', 'write who will hold it: applicant, child …');
};

const checkContacts: Rule = (item, report) => {
  for (const field of ['enquiryPhone', 'supervisionPhone'] as const) {
    if (!/^0\d{2,3}-\d{5,8}(-\d{1,6})?$/.test(item[field]))
      report(
        [field],
        `'${item[field]}' is no telephone number with area code`,
        "write area code, hyphen and number: '0991-1234567'",
      );
  }
  if (item.enquiryPhone === item.supervisionPhone)
    report(['supervisionPhone'], 'complaints go to the same number as enquiries', 'write a number of its own for complaints');
};

const checkTopics: Rule = (item, report) => {
  const natural = item.serviceObjects.includes('1');
  const legal = item.serviceObjects.some((object) => object !== '1');
  const rules = [
    ['natural', natural, 'natural persons', "'1'"],
    ['legal', legal, 'legal persons', "'2' to '6'"],
  ] as const;
  for (const [field, serves, who, objects] of rules) {
    const topics = item.topics[field];
    if (serves && topics.length === 0)
      report(
        ['topics', field],
        `the item serves ${who}, but has no topic for them`,
        `add a topic, or take ${objects} out of \`serviceObjects\``,
      );
    if (!serves && topics.length > 0)
      report(
        ['topics', field],
        `the item has topics for ${who}, but does not serve them`,
        `write [], or add ${objects} to \`serviceObjects\``,
      );
  }
};

const checkLicensing: Rule = (item, report) => {
  if (item.itemType !== '20' && item.powerSource === undefined)
    report(
      [],
      `an administrative power (type ${item.itemType}) does not say where it comes from`,
      'add `powerSource` (权力来源), for example 法定本级行使',
    );
  if (item.itemType !== '01') return;
  if (item.faq.length === 0)
    report(['faq'], 'a licence (行政许可) has no frequent question', 'add at least one: { question, answer }');
  if (item.reviewType === 'instant') return;
  for (const [kind, name] of [
    ['examination', '审核'],
    ['decision', '审批'],
  ] as const) {
    if (!item.process.steps.some((step) => step.kind === kind)) {
      report(
        ['process', 'steps'],
        `a licence (行政许可) that is not decided at once has no step of kind ${kind} (${name})`,
        `add one; the public counts acceptance, examination, decision, completion and delivery`,
      );
    }
  }
};

const checkReviewTypeOfProcess: Rule = (item, report) => {
  const slow = item.process.steps.findIndex((step) => step.kind !== 'instant' && step.kind !== 'resultMaking');
  if (item.reviewType === 'instant' && slow >= 0) {
    report(
      ['process', 'steps', slow, 'kind'],
      `the item is reviewed at once, but its process has a step of kind ${item.process.steps[slow]!.kind}`,
      'use instant and resultMaking steps only, or write reviewType: deferred',
    );
  }
  if (item.reviewType === 'deferred' && slow < 0) {
    report(
      ['reviewType'],
      'the item is reviewed first and approved later, but its process decides at once',
      'write reviewType: instant, or add examination and decision',
    );
  }
};

const RULES: readonly Rule[] = [
  checkSpeed,
  checkOnline,
  checkFee,
  checkResult,
  checkContacts,
  checkTopics,
  checkLicensing,
  checkReviewTypeOfProcess,
];

const NO_VISIT = '无';

function checkVisitReason(context: CheckContext, item: ServiceItem, report: Report): void {
  if (!item.visits.every((visit) => isExplained(context, item, visit))) return;
  const left = survivingVisits(context.catalogue, item);
  const count = `${left.length} visit${left.length === 1 ? '' : 's'}`;
  if (left.length > 0 && item.visitReason.zh === NO_VISIT) {
    report(
      ['visitReason', 'zh'],
      `online handling still costs ${count}, but the reason is 无`,
      `write why: ${left.map((visit) => visit.reason.zh).join('；')}`,
    );
  }
  if (left.length === 0 && item.visitReason.zh !== NO_VISIT) {
    report(['visitReason', 'zh'], 'online handling costs no visit, but there is a reason for one', 'write { zh: 无, en: None }');
  }
  if (left.length > 0 && item.onlineDepth === 4) {
    report(
      ['onlineDepth'],
      `depth 4 (全程网办) costs no visit, but online handling costs ${count}: ${left.map((visit) => visit.reason.en).join('; ')}`,
      'write depth 3, or spare the visit',
    );
  }
}

/** Whether the step or material that causes the visit exists; if not, that is reported and the visit cannot be judged. */
function isExplained(context: CheckContext, item: ServiceItem, { because }: Visit): boolean {
  if ('original' in because) return context.catalogue.materials.has(because.original);
  return !('step' in because) || item.process.steps.some((step) => step.code === because.step);
}

function checkResultReferences(context: CheckContext, item: ServiceItem, report: Report): void {
  if (!item.result || !checkReference(context, report, ['result', 'licenceType'], 'licenceTypes', item.result.licenceType))
    return;
  const type = context.catalogue.licenceTypes.get(item.result.licenceType);
  if (!type) return;
  if (type.department !== item.department) {
    report(
      ['result', 'licenceType'],
      `licence type \`${type.code}\` is issued by \`${type.department}\`, not by \`${item.department}\``,
      'write a licence type of the department that handles the item',
    );
  }
  if (type.holder === 'legalPerson' && item.result.holder !== 'applicant') {
    report(['result', 'holder'], `licence type \`${type.code}\` is held by legal persons`, 'write holder: applicant');
  }
  checkPhoto(item, type, report);
}

function checkPhoto(item: ServiceItem, type: LicenceType, report: Report): void {
  const photo = item.result!.photo;
  if (photo === undefined) return;
  if (!type.photo) report(['result', 'photo'], `licence type \`${type.code}\` has no place for a photo`, 'write photo: true in the licence type, or remove `photo` here');
  if (!item.materials.some(({ material }) => material === photo)) {
    report(['result', 'photo'], `the item asks for no material \`${photo}\``, 'write the code of a material of the item');
  }
}

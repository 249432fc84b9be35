import type { Catalogue, PublishedOneThing, Subject } from '@onething/catalogue';
import type { Limit } from '@onething/deadlines';
import { sameInBoth, type Text } from '@onething/kernel';
import type { EndReason, ProcedureKind } from '../domain/event';
import { PEER_PROCESS } from '../domain/peer-item';

/** Names that a case's version of the catalogue gives to codes. `office` and `step` are those of one item. */
export interface ProgressNames {
  office: Text;
  item(code: string): Text;
  step(code: string): Text;
  licence(code: string): Text;
  /** A point to correct: `form.<element>` or `materials.<material>`. */
  point(field: string): Text;
}

export const PROCEDURE_WORDS: Record<ProcedureKind, Text> = {
  hearing: { zh: '听证', en: 'a hearing' }, bidding: { zh: '招标', en: 'a call for bids' }, auction: { zh: '拍卖', en: 'an auction' },
  inspection: { zh: '检验', en: 'an inspection' }, testing: { zh: '检测', en: 'a test' }, quarantine: { zh: '检疫', en: 'quarantine' },
  appraisal: { zh: '鉴定', en: 'an appraisal' }, expertReview: { zh: '专家评审', en: 'a review by experts' },
  publicNotice: { zh: '公示', en: 'a public notice' }, siteInspection: { zh: '现场踏勘', en: 'an inspection on site' },
  other: { zh: '其他特别程序', en: 'another special procedure' },
};

export const END_REASON_WORDS: Record<EndReason, Text> = {
  applicantCeased: { zh: '申请人死亡、丧失行为能力或者依法终止', en: 'the applicant has died, lost capacity or ceased to exist' },
  purposeGone: { zh: '申请的目的已不存在', en: 'the purpose of the application is gone' },
  other: { zh: '依法应当终止的其他情形', en: 'another reason of the law' },
};

export const SUBJECT_WORDS: Record<Subject, Text> = {
  applicant: { zh: '申请人', en: 'the applicant' }, agent: { zh: '代理人', en: 'the agent' }, otherParent: { zh: '另一位家长', en: 'the other parent' },
  child: { zh: '子女', en: 'the child' }, spouse: { zh: '配偶', en: 'the spouse' }, legalRepresentative: { zh: '法定代表人', en: 'the legal representative' },
  case: { zh: '本办件', en: 'the case' },
};

/** 5个工作日, 5 working days. */
export function limitInWords({ value, unit }: Limit): Text {
  if (value === 0) return { zh: '当日', en: 'the same working day' };
  const plural = value === 1 ? '' : 's';
  return unit === 'workingDays' ? { zh: `${value}个工作日`, en: `${value} working day${plural}` } : { zh: `${value}日`, en: `${value} day${plural}` };
}

/** @param item whose office and steps are meant; without one the lead department's */
export function namesOf({ catalogue, oneThing }: PublishedOneThing, item?: { item: string; department: string; authorityUscc: string; handledBy?: string }): ProgressNames {
  const steps = item && catalogue.items.get(item.item)?.process.steps;
  return {
    office: item?.handledBy === undefined ? officeName(catalogue, item ?? { department: oneThing.leadDepartment }) : ELSEWHERE,
    item: (code) => catalogue.items.get(code)?.name ?? sameInBoth(code),
    step: (code) => [...steps ?? [], ...PEER_PROCESS.steps].find((step) => step.code === code)?.name ?? sameInBoth(code),
    licence: (code) => catalogue.licenceTypes.get(code)?.name ?? sameInBoth(code),
    point: (field) => pointName(catalogue, field),
  };
}

const ELSEWHERE: Text = { zh: '外省办理地', en: 'the deciding place in another province' };

function officeName({ authorities, departments }: Catalogue, { department, authorityUscc }: { department: string; authorityUscc?: string }): Text {
  return authorities.find(({ uscc }) => uscc === authorityUscc)?.name ?? departments.get(department)?.name ?? sameInBoth(department);
}

function pointName({ elements, materials }: Catalogue, field: string): Text {
  const [kind, code] = [field.slice(0, field.indexOf('.')), field.slice(field.indexOf('.') + 1)];
  // What follows the row of a list is a field of the row: the list is named.
  return (kind === 'materials' ? materials.get(code) : elements.get(code.replace(/\.\d+(\..*)?$/, '')))?.name ?? sameInBoth(code);
}

/**
 * The catalogue as data: what stands in `config/catalogue/*.yaml`, as TypeScript sees it. The JSON Schemas in
 * `libs/catalogue/schema/` say the same to editors and to `onething catalogue check`.
 */
import type { MaskKind, Text } from '@onething/kernel';
import type { Limit, Process } from '@onething/workflow';

/** Where a statement comes from when no source was read: from memory, or made up for the demonstration. */
export type Provenance = 'recalled' | 'illustrative';

/**
 * Whose data or paper it is. `applicant` the person or company that applies; `otherParent`, `child`, `spouse`,
 * `legalRepresentative` further parties; `agent` who applies for somebody; `case` the matter itself.
 */
export const SUBJECTS = ['applicant', 'agent', 'otherParent', 'child', 'spouse', 'legalRepresentative', 'case'] as const;
export type Subject = (typeof SUBJECTS)[number];

export type ElementType =
  | 'text' | 'longText' | 'number' | 'integer' | 'money' | 'date' | 'dateTime' | 'boolean' | 'choice' | 'choices'
  | 'citizenId' | 'uscc' | 'mobile' | 'email' | 'postalCode' | 'bankCard' | 'division' | 'address' | 'list';

export interface Choice {
  value: string;
  label: Text;
}

/** Bounds of a value. Lengths in characters (code points), `min`/`max` for numbers, dates as `YYYY-MM-DD` or `today`. */
export interface Validation {
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  /** What `pattern` means, for the person who has to mend the value. Needed with `pattern`. */
  patternHint?: Text;
  min?: number;
  max?: number;
  earliest?: string;
  latest?: string;
  minItems?: number;
  maxItems?: number;
}

/** A canonical field (数据元): asked once in a bundle, whichever items need it. */
/** Classes of data (数据分级): `internal` is of companies and cases, not of persons, and not for everybody. */
export type Sensitivity = 'public' | 'internal' | 'personal' | 'sensitive';

/** Kinds of sensitive personal information (敏感个人信息, 个人信息保护法 art. 28); `minor`: of children under 14. */
export const SENSITIVE_KINDS = ['identity', 'biometric', 'belief', 'health', 'finance', 'whereabouts', 'minor'] as const;
export type SensitiveKind = (typeof SENSITIVE_KINDS)[number];

export interface DataElement {
  /** `<subject>.<camelCase>`, for example `child.birthDate`. Its first part is one of `SUBJECTS`. */
  code: string;
  name: Text;
  type: ElementType;
  hint?: Text;
  validation?: Validation;
  choices?: Choice[];
  /** `list` only: the fields of one row, with codes local to the list. */
  members?: ListMember[];
  sensitivity: Sensitivity;
  /** With `sensitive` only: which kind of art. 28 of the Personal Information Protection Law (个人信息保护法) it is. */
  sensitiveKind?: SensitiveKind;
  /** With `personal` and `sensitive`: how it is shown to those who need not see it whole. A list is masked by its members. */
  mask?: MaskKind;
  /** Known already: from the account, or from a face field of a held licence of that subject. A prefilled value is read-only. */
  prefill?: { account: 'name' | 'number' | 'mobile' } | { licenceType: string; face: string };
  /** Filled by the result of an item of the bundle, not by a person (the child's number after household registration). */
  filledByResult?: boolean;
  provenance?: Provenance;
}

export interface ListMember {
  code: string;
  name: Text;
  type: Exclude<ElementType, 'list'>;
  required: boolean;
  /** In a `personal` or `sensitive` list: how the members of a row are masked. */
  mask?: MaskKind;
  validation?: Validation;
  choices?: Choice[];
}

/** What spares the applicant a paper. */
export type Replacement =
  /** The application form (申请表) is part of the one merged form. It still counts as one material handed in. */
  | { by: 'mergedForm' }
  /** An electronic licence of that type, held by the material's subject. */
  | { by: 'licence'; licenceType: string }
  /** A datum that another authority shares. */
  | { by: 'sharedDatum'; datum: string; source: string }
  /** 告知承诺: a promise signed online. */
  | { by: 'promise'; text: Text }
  /** Signing online in person, or as an authorised agent, makes the paper needless. */
  | { by: 'onlineAuthorisation' };

/** A paper that is the same paper in every item that asks for it. */
export interface CanonicalMaterial {
  code: string;
  name: Text;
  /** 材料类型: 1 certificate or proof, 2 application form or document, 3 other. */
  kind: '1' | '2' | '3';
  /** 材料形式: 1 paper, 2 electronic, 3 either. */
  medium: '1' | '2' | '3';
  /** Whose paper it is. */
  subject: Subject;
  /** 来源渠道: 10 made by the applicant, 20 issued by an authority, 99 other. */
  source: '10' | '20' | '99';
  sourceNote?: Text;
  /** Tried in this order. A result of another item of the bundle (same licence type) comes before all of them and is inferred. */
  replacedBy: Replacement[];
  guidance?: Text;
  provenance?: Provenance;
}

/** Kinds of paper for licences: 证书, 许可证, 本式证件, 个人证件, 卡式证件, 证明. */
export type LicenceTemplateName = 'certificate' | 'permit' | 'booklet' | 'personal' | 'card' | 'statement';

/** A type of electronic licence (电子证照类型). */
export interface LicenceType {
  code: string;
  name: Text;
  /** 证照类型代码, 21 characters: USCC of the defining authority + 3-digit serial, where known or assigned. */
  typeCode: string;
  /** Department code of the issuer. */
  department: string;
  holder: 'naturalPerson' | 'legalPerson';
  /** Years from issue; absent = for good, unless `validToField` says otherwise. */
  validYears?: number;
  /** Face field of type date that holds the last valid day. */
  validToField?: string;
  /** The paper that it is drawn on. */
  template: LicenceTemplateName;
  /** Its face has the photo of the holder, where an item's result names the material that it comes from. */
  photo?: boolean;
  face: FaceField[];
  provenance?: Provenance;
}

/** A field printed on a licence. `element` fills it from the form; a field without one is typed by the issuer or numbered. */
export interface FaceField {
  code: string;
  name: Text;
  type: Exclude<ElementType, 'list'>;
  element?: string;
  required: boolean;
  choices?: Choice[];
}

export interface Department {
  code: string;
  name: Text;
  /** The two department digits of 基本编码 (§1.4): 09 public security, 23 health … */
  digits: string;
  provenance?: Provenance;
}

/** 实施主体: the office of a department in one division. */
export interface Authority {
  /** Unified social credit code, 18 characters. */
  uscc: string;
  name: Text;
  department: string;
  division: string;
  provenance?: Provenance;
}

/** GB/T 2260. `parent` is absent for a province. */
export interface Division {
  code: string;
  name: Text;
  parent?: string;
}

/** One entry of an item's form. The element gives label and type; the item may be stricter, never looser. */
export interface FormEntry {
  element: string;
  required: boolean;
  when?: string;
  validation?: Validation;
  /** Values of the element's choices that this item accepts; absent = all. */
  choices?: string[];
}

/** One material of an item's list. */
export interface ItemMaterial {
  material: string;
  /** 材料必要性: 1 necessary, 2 optional, 3 may be supplied later. Only necessary ones count. */
  necessity: '1' | '2' | '3';
  /** 容缺后补: the authority may accept without it and have it later (容缺受理). What has necessity 3 may always follow. */
  mayFollow?: boolean;
  originals: number;
  copies: number;
  when?: string;
  basis?: string;
}

/** One visit (跑动) that the item costs when it is done alone. */
export interface Visit {
  phase: 'intake' | 'handling' | 'delivery';
  place: 'hall' | 'site' | 'hospital' | 'bank' | 'school';
  reason: Text;
  /**
   * Why it exists: `counter` only because papers are handed in at a counter (gone with online intake); `original` a material
   * whose original must be seen (gone when the material is replaced); `step` a step at which the applicant must be present;
   * `collection` the result is fetched (gone with electronic or posted delivery).
   */
  because: { counter: true } | { original: string } | { step: string } | { collection: true };
}

/** 实施清单: an item as its authority handles it. Field numbers (§) refer to docs/catalogue.md. */
export interface ServiceItem {
  code: string;
  name: Text;
  /** 基本编码, 12 digits: division 2, item type 2, department 2, main item 3, sub-item 3. */
  baseCode: string;
  /** GB/T 39046-2020 A.1: 01 licence, 05 payment, 07 confirmation, 08 reward, 09 ruling, 10 other, 20 public service. */
  itemType: '01' | '05' | '07' | '08' | '09' | '10' | '20';
  legalBasis: string;
  powerSource?: string;
  /** A.2: 1 state, 2 province, 3 city, 4 county, 5 township, 6 village. */
  level: '1' | '2' | '3' | '4' | '5' | '6';
  department: string;
  /** A.4: 1 natural person, 2 enterprise, 3 public institution, 4 social organisation, 5 organ, 6 other. */
  serviceObjects: ('1' | '2' | '3' | '4' | '5' | '6')[];
  /** A.5: 1 window, 2 web, 3 mobile, 4 post, 9 other. */
  handlingForms: ('1' | '2' | '3' | '4' | '9')[];
  /** A.6: 1 on the spot (即办件), 2 promised time (承诺件). */
  caseType: '1' | '2';
  /** `instant` 即审即办, `deferred` 前审后批. */
  reviewType: 'instant' | 'deferred';
  statutoryLimit: Limit;
  /** 承诺办结时限; value 0 = on the spot. */
  promisedLimit: Limit;
  acceptanceConditions: Text;
  online: boolean;
  /** 网上办理深度: 1 information … 4 wholly online. */
  onlineDepth: 1 | 2 | 3 | 4;
  /** 必须现场办理原因说明; 「无」 when no visit is needed in online handling. */
  visitReason: Text;
  fee: { charged: boolean; basis?: string; onlinePayment: boolean; items?: { name: Text; standard: string; reducible: boolean }[] };
  result?: {
    licenceType: string;
    name: Text;
    /** 审批结果类型. */
    kind: '出证办结' | '出文办结' | '审批办结';
    /** Who will hold it. */
    holder: Subject;
    /** Material of the item that is the holder's photo; the licence type has a place for it. */
    photo?: string;
    sample: string;
  };
  /** 实行告知承诺制: the authority may accept on a promise and check later. */
  onPromise?: boolean;
  /** 初审转报: the authority of the division examines and forwards to the one above it, which decides (行政许可法 art. 43). */
  decidedAbove?: boolean;
  quantityLimit?: string;
  crossRegion?: 'nation' | 'province' | 'city' | 'county';
  appointment: boolean;
  courier: boolean;
  terminal: boolean;
  hall?: Text;
  place: Text;
  openingHours: Text;
  enquiryPhone: string;
  supervisionPhone: string;
  topics: { natural: string[]; legal: string[] };
  intermediary?: { name: Text; content: Text };
  faq: { question: Text; answer: Text }[];
  form: FormEntry[];
  materials: ItemMaterial[];
  visits: Visit[];
  process: Process;
  provenance?: Provenance;
}

/** A guiding question (情形引导). Its answer is `q.<code>` in conditions; unanswered is null. */
export interface Question {
  code: string;
  text: Text;
  hint?: Text;
  type: 'boolean' | 'choice' | 'integer' | 'date';
  choices?: Choice[];
  min?: number;
  max?: number;
  when?: string;
}

/** One item's place in a one-thing. */
export interface BundleItem {
  item: string;
  /** CEL over `q`; absent = always chosen. */
  when?: string;
  /** Items that must be granted first. Those that follow from materials are inferred and need not be written. */
  dependsOn?: string[];
  /**
   * 多地联办: `peer` is the form's element (a division) by which the item finds its deciding place. Where that lies in another province, that one handles it.
   */
  handledBy?: { peer: string };
}

/** A life event of a person or a company that bundles service items (一件事). */
export interface OneThing {
  code: string;
  name: Text;
  /** `open` can be applied for; `outline` is listed only and shows no savings. */
  status: 'open' | 'outline';
  summary: Text;
  audience: 'person' | 'enterprise';
  lifeStage: string;
  /** Everyday words under which people look for it. */
  keywords: string[];
  leadDepartment: string;
  /** Departments that take part, for an outline; for an open one they follow from its items. */
  departments?: string[];
  whoCanApply?: Text;
  whatYouGet?: Text;
  promisedDays?: Limit;
  questions?: Question[];
  items?: BundleItem[];
  /** Named sets of answers (情形); `standard` names the one in which the savings are stated. */
  situations?: { code: string; name: Text; answers: Record<string, string | number | boolean> }[];
  standardSituation?: string;
  /** Stands in no list: made of one cross-province item by itself (`singleItemsOf`). */
  unlisted?: true;
  provenance?: Provenance;
}

/** 跨省通办 in one of the three ways of 国办发〔2020〕35号: 全程网办, 异地代收代办, 多地联办. */
export type CrossProvinceMode = 'online' | 'collected' | 'joint';

/** By what an item finds the place that decides it (办理地判定规则). */
export type DecidingPlaceRule = 'householdRegistration' | 'placeOfInsurance' | 'property' | 'incorporation' | 'residence' | 'issuer' | 'anywhere';

/** One thing that an intake place looks at before it takes an application for another place (形式审查要点). */
export interface FormCheckDefinition {
  code: string;
  text: Text;
  /** `identity` who stands at the window; `form` how it is filled in; `material` a paper or scan; `original` a paper that travels. */
  about: 'identity' | 'form' | 'material' | 'original';
  provenance?: Provenance;
}

/** An item that one province takes in and another decides (跨省通办事项). */
export interface CrossProvinceItem {
  code: string;
  /** Number in the working list that the operator keeps. */
  number: number;
  name: Text;
  /** 基本编码 of the national directory, 12 digits, begins with 00: by it provinces mean the same item. */
  nationalCode: string;
  department: string;
  mode: CrossProvinceMode;
  decidedBy: {
    rule: DecidingPlaceRule;
    /** Data element that holds the division; of complete items. */
    element?: string;
  };
  /** Codes of the form checks that this region demands as the deciding place, in the order of the window's list. */
  formChecks: string[];
  /** The item as it is handled here; absent: listed only. */
  serviceItem?: string;
  /** The year by whose end the list wants it handled. */
  deadlineYear?: number;
  provenance?: Provenance;
}

/** Everything that was loaded, by code. */
export interface Catalogue {
  elements: Map<string, DataElement>;
  materials: Map<string, CanonicalMaterial>;
  licenceTypes: Map<string, LicenceType>;
  departments: Map<string, Department>;
  authorities: Authority[];
  divisions: Map<string, Division>;
  items: Map<string, ServiceItem>;
  formChecks: Map<string, FormCheckDefinition>;
  crossProvinceItems: Map<string, CrossProvinceItem>;
  oneThings: Map<string, OneThing>;
}

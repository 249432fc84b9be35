/** What `compile` makes of a one-thing and a person's answers. All of it is computed. */
import type { MaskKind, Text } from '@onething/kernel';
import type { Choice, ElementType, ListMember, Sensitivity, Subject, Validation } from './model';

export type Answers = Record<string, string | number | boolean | null>;

export interface Dependency {
  item: string;
  on: string;
  /** Written in the one-thing, or inferred because `on` produces the material that `item` asks for. */
  because: 'declared' | { material: string };
}

export interface PlannedItem {
  code: string;
  name: Text;
  department: string;
  dependsOn: string[];
  /** Working days promised for this item alone. */
  promisedDays: number;
}

export interface MergedField {
  element: string;
  name: Text;
  hint?: Text;
  type: ElementType;
  subject: Subject;
  required: boolean;
  /** The items that ask for it. A field under a condition is asked when any of `when` holds; empty = always. */
  askedBy: string[];
  when: string[];
  /**
   * All of `patterns` apply; `pattern` itself is never set. `notBeforeToday` and `notAfterToday` apply beside a fixed date in
   * `earliest` or `latest`, when items demand both.
   */
  validation: Validation & { patterns?: { pattern: string; hint: Text }[]; notBeforeToday?: true; notAfterToday?: true };
  choices?: Choice[];
  members?: ListMember[];
  prefill?: { account: 'name' | 'number' | 'mobile' } | { licenceType: string; face: string };
  filledByResult: boolean;
  sensitivity: Sensitivity;
  /** How it is shown to those who need not see it whole; of a list the members say it. */
  mask: MaskKind;
}

/** Fields about one subject, in the order in which they are asked. */
export interface FormSection {
  subject: Subject;
  name: Text;
  fields: MergedField[];
}

/** Why a material need not be handed in. */
export type OmissionReason =
  | { by: 'predecessorResult'; item: string; licenceType: string }
  | { by: 'licence'; licenceType: string; holder: Subject }
  | { by: 'sharedDatum'; datum: string; source: string }
  | { by: 'promise'; text: Text }
  | { by: 'onlineAuthorisation' };

export interface MergedMaterial {
  material: string;
  name: Text;
  subject: Subject;
  askedBy: string[];
  necessity: '1' | '2' | '3';
  originals: number;
  copies: number;
  when: string[];
  /** `handIn` the applicant gives it; `form` it is the merged form itself; `omitted` something else replaces it. */
  status: 'handIn' | 'form' | 'omitted';
  /** With `omitted`: what replaces it, and in words. */
  reason?: OmissionReason;
  explanation: Text;
}

/** One measure before and after bundling. `saved` = before − after; `rate` = saved ÷ before, 0 when before is 0. */
export interface Saving {
  before: number;
  after: number;
  saved: number;
  rate: number;
  /** What was counted, line by line. */
  explanation: Text[];
}

export interface Savings {
  materials: Saving;
  steps: Saving;
  visits: Saving;
  days: Saving;
  /** How many of the saved materials are saved by the union alone, and how many by each kind of replacement. */
  materialsBy: { union: number; predecessorResult: number; licence: number; sharedDatum: number; promise: number; onlineAuthorisation: number };
  /** The longest single item: what the days would be if the items could already run side by side, working days. */
  longestItemDays: number;
}

export interface BundlePlan {
  oneThing: string;
  answers: Answers;
  /** In an order in which each stands after what it depends on. */
  items: PlannedItem[];
  dependencies: Dependency[];
  form: FormSection[];
  materials: MergedMaterial[];
  /** Working days along the critical path. */
  criticalPathDays: number;
  criticalPath: string[];
  savings: Savings;
}

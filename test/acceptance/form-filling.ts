import type { BundlePlan, ListMember, MergedField } from '@onething/catalogue';
import { addDays, citizenIdCheckDigit, type CivilDate } from '@onething/kernel';

type Values = Record<string, unknown>;

export interface Filling {
  /** What the platform knows already: it is left out, as a person would leave it. */
  prefilled: Values;
  today: CivilDate;
  /** Values that matter for the story, by element. */
  given: Values;
}

interface Wanted {
  name: string;
  type: MergedField['type'];
  validation: { patterns?: { pattern: string }[] } & Omit<MergedField['validation'], 'patterns'>;
  choices?: { value: string }[];
  members?: ListMember[];
}

/** Fills in what a form requires: what is given, and for the rest something plain that its type and bounds allow. */
export function fillForm(plan: Pick<BundlePlan, 'form'>, { prefilled, today, given }: Filling): Values {
  const numbers = citizenNumbers();
  const asked = plan.form.flatMap((section) => section.fields).filter((field) => !field.filledByResult && !(field.element in prefilled));
  const chosen = asked.filter((field) => field.required || field.element in given);
  return Object.fromEntries(chosen.map((field) => [
    field.element, given[field.element] ?? plainValue({ ...field, name: field.name.zh }, today, numbers),
  ]));
}

function plainValue(wanted: Wanted, today: CivilDate, numbers: Iterator<string>): unknown {
  const { type, validation, choices = [], members = [] } = wanted;
  switch (type) {
    case 'boolean': return true;
    case 'integer':
    case 'number': return within(30, validation);
    case 'money': return String(within(500, validation));
    case 'choice': return choices[0]!.value;
    case 'choices': return choices.slice(0, Math.max(1, validation.minItems ?? 0)).map((choice) => choice.value);
    case 'date': return plainDay(validation, today);
    case 'dateTime': return `${plainDay(validation, today)}T10:30`;
    case 'citizenId': return numbers.next().value;
    case 'list': return [Object.fromEntries(members.filter((member) => member.required).map((member) => [
      member.code, plainValue({ ...member, name: member.name.zh, validation: boundsOf(member) }, today, numbers),
    ]))];
    default: return PLAIN_TEXTS[type] ?? plainText(wanted);
  }
}

const PLAIN_TEXTS: Partial<Record<MergedField['type'], string>> = {
  uscc: '91650100MA7A00017L', mobile: '13899990011', email: 'office@example.com', postalCode: '830000', bankCard: '6222020000000000000',
  division: '650102', address: '新疆乌鲁木齐市天山区和平南路27号',
};

/** Texts of a certain form: a name, a telephone, digits, a pupil's number, a customs code. */
const SPELLINGS = ['张伟', '0991-2345678', '650102000123', 'G65010220140901001X', '6501960ABC'];

function plainText({ name, validation: { minLength = 1, maxLength = 60, patterns = [] } }: Wanted): string {
  const text = [name, ...SPELLINGS].map((candidate) => candidate.slice(0, maxLength).padEnd(minLength, '0'))
    .find((candidate) => patterns.every(({ pattern }) => new RegExp(pattern, 'u').test(candidate)));
  if (text === undefined) throw new Error(`No plain text is known for "${name}": give one`);
  return text;
}

const boundsOf = ({ validation: { pattern, ...bounds } = {} }: ListMember): Wanted['validation'] =>
  ({ ...bounds, ...(pattern === undefined ? {} : { patterns: [{ pattern }] }) });

const within = (value: number, { min = 0, max = Infinity }: { min?: number; max?: number }) => Math.min(Math.max(value, min), max);

/** Soon, where the past is excluded; years ago otherwise. */
function plainDay({ earliest, latest, notBeforeToday }: Wanted['validation'], today: CivilDate): CivilDate {
  const future = notBeforeToday || earliest === 'today';
  const day = addDays(today, future ? 30 : -1000);
  if (!future && earliest !== undefined && day < earliest) return earliest;
  return latest !== undefined && latest !== 'today' && day > latest ? latest : day;
}

/** Numbers of people who do not exist, each another one. */
function* citizenNumbers(): Generator<string, never> {
  for (let serial = 900; ; serial += 1) yield madeUpNumber('19800101', serial);
}

/** @param born YYYYMMDD @param order three digits; odd for men */
export function madeUpNumber(born: string, order: number): string {
  const body = `650102${born}${String(order).padStart(3, '0')}`;
  return body + citizenIdCheckDigit(body);
}

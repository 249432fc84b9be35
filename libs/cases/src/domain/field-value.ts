import type { ElementType, ListMember, MergedField } from '@onething/catalogue';
import {
  type CivilDate, DomainError, type FieldProblem, isBankCard, isCivilDate, isMobile, isPostalCode, parseCitizenId, parseUscc,
} from '@onething/kernel';
import { textOutOfBounds, unsafeText } from './text-value';

/** What is wrong with one value, wherever it stands. */
export type ValueProblem = Omit<FieldProblem, 'field'>;

/** What is asked of a value: of a field of the merged form, or of one member of a list's rows. */
export interface ValueRule {
  type: ElementType;
  validation: MergedField['validation'];
  choices?: readonly { value: string }[];
  members?: readonly ListMember[];
}

export interface ValueContext {
  today: CivilDate;
  /** False for a draft: rows may still be missing, and parts of a row. */
  complete: boolean;
}

type Json = unknown;

/** HTML Living Standard, "valid email address", with a domain of two parts; RFC 5321 §4.5.3.1: at most 254 characters. */
const LABEL = '[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?';
const EMAIL = new RegExp(`^(?=.{3,254}$)[a-z\\d.!#$%&'*+/=?^_\`{|}~-]{1,64}@${LABEL}(?:\\.${LABEL})+$`, 'i');
/** Yuan, so that 1.10 stays 1.10: 13 digits and 2 decimals are what a double tells apart. */
const MONEY = /^(?:0|[1-9]\d{0,12})(?:\.\d{1,2})?$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d$/;
const DIVISION = /^[1-9]\d{5}$/;
const DEFAULT_MAX_ITEMS = 200;

/**
 * What is wrong with a value, by type. Numbers are JSON numbers. Money is a text of yuan with at most two decimals
 * (`"1200.50"`), a date `YYYY-MM-DD`, a dateTime `YYYY-MM-DDTHH:mm` in China's time, a division the six digits of GB/T 2260,
 * choices an array without repetition, a list an array of rows.
 * @param field path of the value, for the problems
 */
export function valueProblems(rule: ValueRule, value: Json, field: string, context: ValueContext): FieldProblem[] {
  if (rule.type === 'list') return listProblems(rule, value, field, context);
  const problem = scalarProblem(rule, value, context);
  return problem ? [{ field, ...problem }] : [];
}

function scalarProblem(rule: ValueRule, value: Json, context: ValueContext): ValueProblem | undefined {
  switch (rule.type) {
    case 'boolean': return typeof value === 'boolean' ? undefined : wrongType('Answer with true or false.');
    case 'number':
    case 'integer': return numberProblem(rule, value);
    case 'choices': return choicesProblem(rule, value);
    default: return typeof value === 'string' ? stringProblem(rule, value, context) : wrongType('Write a text.');
  }
}

function stringProblem(rule: ValueRule, value: string, { today }: ValueContext): ValueProblem | undefined {
  const many = rule.type === 'longText' ? 'lines' : 'line';
  const unsafe = unsafeText(value, many);
  if (unsafe) return unsafe;
  switch (rule.type) {
    case 'choice': return choiceProblem(rule, value);
    case 'date': return isCivilDate(value) ? dateProblem(rule, value, today) : wrongFormat('Write an existing day, YYYY-MM-DD.');
    case 'dateTime': return dateTimeProblem(rule, value, today);
    case 'money': return moneyProblem(rule, value);
    case 'division': return DIVISION.test(value) ? undefined : wrongFormat('Write the 6 digits of a division, such as 650102.');
    default: return spellingProblem(rule.type, value, today) ?? textOutOfBounds(value, rule.validation, many);
  }
}

/** Types that have a spelling of their own. */
function spellingProblem(type: ElementType, value: string, today: CivilDate): ValueProblem | undefined {
  switch (type) {
    case 'citizenId': return numberOf(value, () => parseCitizenId(value, today));
    case 'uscc': return numberOf(value, () => parseUscc(value));
    case 'mobile': return isMobile(value) ? undefined : wrongFormat('Write the 11 digits of a mobile number of the mainland.');
    case 'postalCode': return isPostalCode(value) ? undefined : wrongFormat('Write the 6 digits of a postal code.');
    case 'bankCard': return isBankCard(value) ? undefined : wrongFormat('Write the 12 to 19 digits of the card without a mistake.');
    case 'email': return EMAIL.test(value) ? undefined : wrongFormat('Write an email address such as name@example.com.');
    default: return undefined;
  }
}

/** Letters must be capitals, so that equal numbers are equal texts. */
function numberOf(value: string, parse: () => unknown): ValueProblem | undefined {
  try {
    parse();
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, message: error.detail };
    throw error;
  }
  return value === value.toUpperCase() ? undefined : wrongFormat('Write letters as capitals.');
}

function numberProblem(rule: ValueRule, value: Json): ValueProblem | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType('Write a number, without quotation marks.');
  if (rule.type === 'integer' && !Number.isSafeInteger(value)) return wrongType('Write a whole number.');
  return sizeProblem(rule, value);
}

function moneyProblem(rule: ValueRule, value: string): ValueProblem | undefined {
  return MONEY.test(value) ? sizeProblem(rule, Number(value)) : wrongFormat('Write yuan with two decimals at most, as 1200.50.');
}

function sizeProblem({ validation: { min, max } }: ValueRule, value: number): ValueProblem | undefined {
  if (min !== undefined && value < min) return { code: 'CASES.TOO_SMALL', message: `Write ${min} or more.` };
  if (max !== undefined && value > max) return { code: 'CASES.TOO_LARGE', message: `Write ${max} or less.` };
  return undefined;
}

function dateTimeProblem(rule: ValueRule, value: string, today: CivilDate): ValueProblem | undefined {
  const day = DATE_TIME.exec(value)?.[1];
  if (day === undefined || !isCivilDate(day)) return wrongFormat('Write day and time in China, such as 2026-03-01T09:30.');
  return dateProblem(rule, day, today);
}

function dateProblem({ validation }: ValueRule, day: CivilDate, today: CivilDate): ValueProblem | undefined {
  const { earliest, latest, notBeforeToday, notAfterToday } = validation;
  const early = (bound: string): ValueProblem => ({ code: 'CASES.TOO_EARLY', message: `Give ${bound} or a later day.` });
  const late = (bound: string): ValueProblem => ({ code: 'CASES.TOO_LATE', message: `Give ${bound} or an earlier day.` });
  if ((notBeforeToday || earliest === 'today') && day < today) return early('today');
  if ((notAfterToday || latest === 'today') && day > today) return late('today');
  if (earliest !== undefined && earliest !== 'today' && day < earliest) return early(earliest);
  if (latest !== undefined && latest !== 'today' && day > latest) return late(latest);
  return undefined;
}

function choiceProblem({ choices = [] }: ValueRule, value: string): ValueProblem | undefined {
  if (choices.some((choice) => choice.value === value)) return undefined;
  return { code: 'CASES.UNKNOWN_CHOICE', message: `Choose one of: ${choices.map((choice) => choice.value).join(', ')}.` };
}

function choicesProblem(rule: ValueRule, value: Json): ValueProblem | undefined {
  const areTexts = Array.isArray(value) && value.every((part) => typeof part === 'string');
  if (!areTexts) return wrongType('Give an array of the values chosen.');
  const unknown = value.map((part) => choiceProblem(rule, part)).find((problem) => problem !== undefined);
  if (unknown) return unknown;
  if (new Set(value).size < value.length) return { code: 'CASES.REPEATED_CHOICE', message: 'Give each value once.' };
  return countProblem(rule, value.length, true);
}

function countProblem({ validation }: ValueRule, count: number, complete: boolean): ValueProblem | undefined {
  const { minItems = 0, maxItems = DEFAULT_MAX_ITEMS } = validation;
  if (complete && count < minItems) return { code: 'CASES.TOO_FEW', message: `Give at least ${minItems}; these are ${count}.` };
  if (count > maxItems) return { code: 'CASES.TOO_MANY', message: `Give at most ${maxItems}; these are ${count}.` };
  return undefined;
}

function listProblems(rule: ValueRule, value: Json, field: string, context: ValueContext): FieldProblem[] {
  if (!Array.isArray(value)) return [{ field, ...wrongType('Give an array of rows.') }];
  const count = countProblem(rule, value.length, context.complete);
  if (count) return [{ field, ...count }];
  return value.flatMap((row: Json, index) => rowProblems(rule.members ?? [], row, `${field}.${index}`, context));
}

function rowProblems(members: readonly ListMember[], row: Json, field: string, context: ValueContext): FieldProblem[] {
  const isRow = typeof row === 'object' && row !== null && !Array.isArray(row);
  if (!isRow) return [{ field, ...wrongType('Give an object with the fields of one row.') }];
  const given = new Map(Object.entries(row).filter(([, value]) => value !== null && value !== undefined));
  const known = new Set(members.map((member) => member.code));
  const unknown = [...given.keys()].filter((code) => !known.has(code)).map((code) => unknownField(`${field}.${shown(code)}`));
  const wrong = members.flatMap((member) => {
    const at = `${field}.${member.code}`;
    if (!given.has(member.code)) return member.required && context.complete ? [missingField(at)] : [];
    return valueProblems(ruleOfMember(member), given.get(member.code), at, context);
  });
  return [...unknown, ...wrong];
}

function ruleOfMember({ type, validation = {}, choices }: ListMember): ValueRule {
  const { pattern, patternHint, ...bounds } = validation;
  const hint = patternHint ?? { zh: '格式不符合要求', en: 'another form' };
  return { type, choices, validation: { ...bounds, ...(pattern !== undefined && { patterns: [{ pattern, hint }] }) } };
}

export function unknownField(field: string): FieldProblem {
  return { field, code: 'CASES.UNKNOWN_FIELD', message: 'The form has no such field. Leave it out.' };
}

export function missingField(field: string): FieldProblem {
  return { field, code: 'CASES.FIELD_MISSING', message: 'Fill in this field.' };
}

/** A name that somebody made up, cut to a length that a message can carry. */
export function shown(name: string): string {
  const characters = [...name];
  return characters.length > 80 ? `${characters.slice(0, 80).join('')}…` : name;
}

function wrongType(message: string): ValueProblem {
  return { code: 'CASES.WRONG_TYPE', message };
}

function wrongFormat(message: string): ValueProblem {
  return { code: 'CASES.WRONG_FORMAT', message };
}

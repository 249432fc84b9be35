import type { ErrorObject } from 'ajv';
import { findNearest } from '../domain/nearest';
import { describeSchema } from './catalogue-schemas';

export interface Advice {
  message: string;
  advice: string;
  /** The property that is missing or should not be there, below the path of the error. */
  property?: string;
}

type Translate = (error: ErrorObject, name: string, written: string | undefined) => Advice;

/**
 * A JSON Schema error in plain words.
 * @param name the field's own name
 * @param written how the value stands in the file
 */
export function explainSchemaError(error: ErrorObject, name: string, written: string | undefined): Advice {
  const translate = TRANSLATIONS[error.keyword];
  if (translate) return translate(error, name, written);
  return {
    message: `\`${name}\` ${error.message ?? 'is not allowed'}`,
    advice: hint(error.parentSchema, 'see its JSON Schema in libs/catalogue/schema'),
  };
}

const TRANSLATIONS: Record<string, Translate> = {
  required: (error) => {
    const property = String(error.params['missingProperty']);
    const schema = (error.parentSchema?.['properties'] as Record<string, unknown> | undefined)?.[property];
    const description = describeSchema(schema).description;
    return {
      message: `\`${property}\` is missing`,
      advice: `add \`${property}\`${description ? `: ${description}` : ''}`,
      property,
    };
  },
  additionalProperties: (error) => {
    const property = String(error.params['additionalProperty']);
    const allowed = Object.keys((error.parentSchema?.['properties'] ?? {}) as object);
    const nearest = findNearest(property, allowed);
    const advice = nearest
      ? `did you mean \`${nearest}\`? Otherwise remove it`
      : `remove it; the fields here are ${list(allowed)}`;
    return { message: `there is no field \`${property}\` here`, advice, property };
  },
  type: (error, name, written) => {
    const expected = [error.params['type'] as string | string[]].flat();
    const found = typeName(error.data);
    if (error.data === null)
      return {
        message: `\`${name}\` is empty`,
        advice: hint(error.parentSchema, `write ${expected.map(article).join(' or ')}, or remove the line`),
      };
    const message = `\`${name}\` must be ${expected.map(article).join(' or ')}, not ${article(found)}`;
    if (expected.includes('string') && typeof error.data !== 'object')
      return { message, advice: `put it in quotes: '${written ?? String(error.data)}'` };
    if (expected.includes('boolean')) return { message, advice: 'write true or false, without quotes' };
    if (expected.includes('integer') && found === 'number') return { message, advice: 'write a whole number' };
    if (expected.includes('integer') || expected.includes('number')) return { message, advice: 'write digits without quotes' };
    if (expected.includes('array')) return { message, advice: 'write a list: [ … ], or lines that begin with `- `' };
    return { message, advice: hint(error.parentSchema, 'write names and values: { name: value }') };
  },
  enum: (error, name) => oneOfThese(name, error.data, error.params['allowedValues'] as unknown[]),
  const: (error, name) => oneOfThese(name, error.data, [error.params['allowedValue']]),
  discriminator: (error, name) => {
    const variants = (error.parentSchema?.['oneOf'] ?? []) as { properties: Record<string, { const?: string }> }[];
    const tag = String(error.params['tag']);
    const value = error.params['tagValue'] as unknown;
    const allowed = variants.map((variant) => variant.properties[tag]?.const);
    if (value === undefined)
      return { message: `\`${tag}\` is missing`, advice: `add \`${tag}\`, one of ${list(allowed.map(String))}`, property: tag };
    return { ...oneOfThese(`${name}.${tag}`, value, allowed), property: tag };
  },
  pattern: (error, name) => {
    const { title, description } = describeSchema(error.parentSchema);
    return {
      message: `\`${name}\`: '${String(error.data)}' is not ${title ?? 'of the right form'}`,
      advice: description ?? `write something that matches ${String(error.params['pattern'])}`,
    };
  },
  minLength: (error, name) =>
    error.data === ''
      ? { message: `\`${name}\` is empty`, advice: hint(error.parentSchema, 'write it, or remove the line') }
      : { message: `\`${name}\` is too short`, advice: `write at least ${String(error.params['limit'])} characters` },
  maxLength: (error, name) => ({
    message: `\`${name}\` is too long (${[...String(error.data)].length} characters)`,
    advice: `write at most ${String(error.params['limit'])} characters`,
  }),
  minimum: (error, name) => ({
    message: `\`${name}\` is ${String(error.data)}, which is too small`,
    advice: `write ${String(error.params['limit'])} or more`,
  }),
  maximum: (error, name) => ({
    message: `\`${name}\` is ${String(error.data)}, which is too large`,
    advice: `write ${String(error.params['limit'])} or less`,
  }),
  minItems: (error, name) => ({
    message: `\`${name}\` has too few entries`,
    advice: `write at least ${String(error.params['limit'])}, or remove \`${name}\` where it is not needed`,
  }),
  maxItems: (error, name) => ({
    message: `\`${name}\` has too many entries`,
    advice: `write at most ${String(error.params['limit'])}`,
  }),
  uniqueItems: (error, name) => ({
    message: `\`${name}\` holds the same value twice`,
    advice: `remove entry ${String(error.params['i'])} or ${String(error.params['j'])} (counted from 0)`,
  }),
  minProperties: (error, name) => ({
    message: `\`${name}\` is empty`,
    advice: hint(error.parentSchema, 'write at least one field, or remove it'),
  }),
  maxProperties: (error, name) => ({
    message: `\`${name}\` has more than ${String(error.params['limit'])} field${error.params['limit'] === 1 ? '' : 's'}`,
    advice: hint(error.parentSchema, 'remove the others'),
  }),
};

function oneOfThese(name: string, value: unknown, allowed: readonly unknown[]): Advice {
  const texts = allowed.map((each) => (typeof each === 'string' && /^\d+$/.test(each) ? `'${each}'` : String(each)));
  const nearest =
    typeof value === 'string'
      ? findNearest(
          value,
          allowed.filter((each) => typeof each === 'string'),
        )
      : undefined;
  const guess = nearest === undefined ? '' : `did you mean ${nearest}? `;
  const found = typeof value === 'string' ? `'${value}'` : typeof value === 'object' ? article(typeName(value)) : String(value);
  const said = `write ${texts.length === 1 ? texts[0] : `one of ${texts.join(', ')}`}`;
  const unquoted = typeof value === 'number' && allowed.includes(String(value));
  return {
    message: `\`${name}\` cannot be ${found}`,
    advice: unquoted ? `put it in quotes: '${value}'` : `${guess}${guess ? said[0]!.toUpperCase() + said.slice(1) : said}`,
  };
}

function hint(schema: unknown, otherwise: string): string {
  return describeSchema(schema).description ?? otherwise;
}

function list(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

function article(type: string): string {
  const names: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a map of names and values',
    null: 'empty',
  };
  return names[type] ?? type;
}

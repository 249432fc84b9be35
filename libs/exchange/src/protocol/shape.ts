import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020';
import { refusal } from './refusals';

const ajv = new Ajv2020({ allErrors: false, strict: true, strictRequired: false, allowUnionTypes: true });

export const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' };
export const region = { type: 'string', pattern: '^(000000|[1-9][0-9]{5})$' };
export const uuid = { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' };
export const serial = { type: 'string', pattern: '^[0-9a-f]{32}$' };
export const instant = { type: 'string', pattern: '^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$' };
export const day = { type: 'string', pattern: '^20[0-9]{2}-[01][0-9]-[0-3][0-9]$' };
export const base64 = { type: 'string', pattern: '^[A-Za-z0-9+/]*={0,2}$' };
export const count = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
export const shortText = { type: 'string', minLength: 1, maxLength: 200 };
export const longText = { type: 'string', minLength: 1, maxLength: 4000 };
export const code = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$' };

/** An object with these members, and no other. A name that ends in `?` may be absent. */
export function object(members: Record<string, AnySchemaObject>): AnySchemaObject {
  const entries = Object.entries(members);
  return {
    type: 'object', additionalProperties: false,
    required: entries.flatMap(([name]) => (name.endsWith('?') ? [] : [name])),
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace(/\?$/, ''), schema])),
  };
}

export function list(items: AnySchemaObject, maxItems = 500, minItems = 0): AnySchemaObject {
  return { type: 'array', items, minItems, maxItems };
}

const compiled = new WeakMap<AnySchemaObject, ValidateFunction>();

/** @throws DomainError `EXCHANGE.MALFORMED` naming the place, never the value */
export function requireShape<T>(schema: AnySchemaObject, value: unknown): T {
  let validate = compiled.get(schema);
  if (!validate) compiled.set(schema, validate = ajv.compile(schema));
  if (validate(value)) return value as T;
  const { instancePath = '', message = '' } = validate.errors?.[0] ?? {};
  throw refusal('MALFORMED', `${instancePath === '' ? 'It' : instancePath} ${message}.`);
}

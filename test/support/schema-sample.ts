import type { OpenAPIObject } from '@nestjs/swagger';

/** The part of a JSON Schema of OpenAPI that our descriptions use. */
export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string;
  format?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
}

/** A property of a body, with its path: `answers`, `rating.score`, `parties.0.role`. */
export interface Field {
  path: string[];
  schema: Schema;
}

export class Schemas {
  constructor(private readonly document: OpenAPIObject) {}

  resolve(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema.allOf?.length === 1 ? this.resolve(schema.allOf[0]!) : schema;
    const name = schema.$ref.split('/').at(-1)!;
    return this.resolve((this.document.components!.schemas as Record<string, Schema>)[name]!);
  }

  /** A value of the right shape; whether its texts are good ones does not matter. */
  sample(raw: Schema): unknown {
    const schema = this.resolve(raw);
    if (schema.enum) return schema.enum[0];
    switch (schema.type) {
      case 'object':
        return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, property]) => [name, this.sample(property)]));
      case 'array':
        return [this.sample(schema.items ?? {})];
      case 'number':
      case 'integer':
        return 1;
      case 'boolean':
        return true;
      default:
        return schema.format === 'date-time' ? '2026-03-02T00:00:00Z' : 'text';
    }
  }

  /** All declared fields, those of nested objects and of list entries too. */
  fields(raw: Schema, path: string[] = []): Field[] {
    const schema = this.resolve(raw);
    if (schema.type === 'array') return this.fields(schema.items ?? {}, [...path, '0']);
    return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
      const field = { path: [...path, name], schema: this.resolve(property) };
      return [field, ...this.fields(property, field.path)];
    });
  }
}

/** A value of another type than the schema wants; undefined when the schema takes anything. */
export function wrongValue(schema: Schema): unknown {
  if (schema.type === undefined && schema.enum === undefined) return undefined;
  return schema.type === 'string' || typeof schema.enum?.[0] === 'string' ? 5 : 'wrong';
}

/** A copy of `body` in which the value at `path` is another one. */
export function withValue(body: unknown, path: readonly string[], value: unknown): unknown {
  const copy = structuredClone(body);
  let holder = copy as Record<string, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string, unknown>;
  holder[path.at(-1)!] = value;
  return copy;
}

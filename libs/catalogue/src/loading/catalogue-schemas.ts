import { type AnySchemaObject, Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import authorities from '../../schema/authorities.schema.json';
import crossProvinceItems from '../../schema/cross-province-items.schema.json';
import dataElements from '../../schema/data-elements.schema.json';
import definitions from '../../schema/definitions.schema.json';
import departments from '../../schema/departments.schema.json';
import divisions from '../../schema/divisions.schema.json';
import formChecks from '../../schema/form-checks.schema.json';
import licenceTypes from '../../schema/licence-types.schema.json';
import materials from '../../schema/materials.schema.json';
import oneThings from '../../schema/one-things.schema.json';
import serviceItems from '../../schema/service-items.schema.json';
import type { CatalogueKind } from '../domain/kinds';

/** The published JSON Schemas (draft 2020-12) of the catalogue files, by kind. */
export const CATALOGUE_SCHEMAS: Record<CatalogueKind, AnySchemaObject> = {
  divisions,
  departments,
  authorities,
  licenceTypes,
  dataElements,
  materials,
  serviceItems,
  formChecks,
  crossProvinceItems,
  oneThings,
};

const DEFINITIONS = 'definitions.schema.json';
const ajv = new Ajv2020({ allErrors: true, verbose: true, discriminator: true, allowUnionTypes: true, strictRequired: false });
ajv.addSchema(definitions, DEFINITIONS);
const validators = new Map<CatalogueKind, ValidateFunction>();

/** The validator of a whole file of that kind, compiled at its first use. */
export function validatorOf(kind: CatalogueKind): ValidateFunction {
  let validator = validators.get(kind);
  if (!validator) {
    validator = ajv.compile(CATALOGUE_SCHEMAS[kind]);
    validators.set(kind, validator);
  }
  return validator;
}

export interface Description {
  title?: string;
  description?: string;
}

/** What a schema says about its values, following `$ref`; a description beside the `$ref` comes first. */
export function describeSchema(schema: unknown): Description {
  if (typeof schema !== 'object' || schema === null) return {};
  const { title, description, $ref } = schema as Description & { $ref?: string };
  const target =
    $ref === undefined ? undefined : (definitions.$defs as Record<string, unknown>)[$ref.slice($ref.lastIndexOf('/') + 1)];
  const behind = target === undefined ? {} : describeSchema(target);
  return { ...behind, ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }) };
}

import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { FieldProblem } from '@onething/kernel';
import { isUUID, type ValidationError } from 'class-validator';
import { findHostileValue } from './hostile-values';
import { invalidInput } from './problem-details';

/**
 * Stands before every handler: only declared fields, of the declared types; path parameters named `id` or `…Id` are UUIDs. No
 * value is converted by guessing: a query DTO says `@Type(() => Number)` where it wants a number.
 */
@Injectable()
export class StrictValidationPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      transform: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) => invalidInput(errors.flatMap((error) => fieldProblems(error, ''))),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    const hostile = findHostileValue(value, metadata.data ?? metadata.type);
    if (hostile) throw invalidInput([hostile]);
    requireUuids(value, metadata);
    requireObject(value, metadata);
    return super.transform(value, metadata);
  }
}

/** A DTO is a JSON object: `null`, a list or a bare text in its place would slip past the field checks. */
function requireObject(value: unknown, { type, metatype }: ArgumentMetadata): void {
  const isDto = metatype !== undefined && ![String, Boolean, Number, Array, Object].includes(metatype as never);
  if (type !== 'body' || !isDto || value === undefined) return;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw invalidInput([{ field: 'body', code: 'INPUT.IS_OBJECT', message: 'The body must be a JSON object.' }]);
}

function requireUuids(value: unknown, { type, data }: ArgumentMetadata): void {
  if (type !== 'param') return;
  const params = data === undefined ? Object.entries(value as object) : [[data, value] as const];
  const wrong = params.filter(([name, text]) => /(^id|Id)$/.test(name) && !isUUID(text));
  if (wrong.length === 0) return;
  throw invalidInput(wrong.map(([field]) => ({ field, code: 'INPUT.IS_UUID', message: `${field} must be a UUID, as other answers of this API give it.` })));
}

function fieldProblems(error: ValidationError, parent: string): FieldProblem[] {
  const field = parent ? `${parent}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, text]) => problemOf(field, constraint, text));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldProblems(child, field))];
}

function problemOf(field: string, constraint: string, text: string): FieldProblem {
  if (constraint === 'whitelistValidation') {
    return { field, code: 'INPUT.UNKNOWN_FIELD', message: `${field} is not known here. Remove it; /api/docs lists the fields.` };
  }
  const code = `INPUT.${constraint.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}`;
  return { field, code, message: `${text.charAt(0).toUpperCase()}${text.slice(1)}.` };
}

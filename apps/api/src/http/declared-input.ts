import type { OpenAPIObject } from '@nestjs/swagger';
import type { Action } from '@onething/identity';
import type { FieldProblem } from '@onething/kernel';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = Extract<NonNullable<Operation['parameters']>[number], { in: string }>;

/** What a route does, and what it takes besides its path and headers. */
interface DeclaredInput {
  action: Action | undefined;
  /** Query parameters; true for those that may come several times. */
  query: Map<string, boolean>;
  /** Content types of the body; none: it takes none. */
  bodyTypes: string[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/**
 * What the API's description says that routes take. DTOs guard what they describe; this guards the rest: a query parameter that
 * no DTO knows, one given twice, a body where none belongs.
 */
export class DeclaredInputs {
  private readonly byRoute = new Map<string, DeclaredInput>();

  constructor(document: OpenAPIObject) {
    for (const [path, item] of Object.entries(document.paths)) {
      const route = path.replace(/\{(\w+)\}/g, ':$1');
      for (const method of METHODS) {
        const operation = item[method];
        if (operation) this.byRoute.set(`${method.toUpperCase()} ${route}`, declaredBy(operation));
      }
    }
  }

  actionOf(method: string, route: string): Action | undefined {
    return this.byRoute.get(`${method === 'HEAD' ? 'GET' : method} ${route}`)?.action;
  }

  /** Content types that the route reads, none when it takes no body; undefined when nothing describes it. */
  bodyTypesOf(method: string, route: string): readonly string[] | undefined {
    return this.byRoute.get(`${method} ${route}`)?.bodyTypes;
  }

  /** @param route pattern of the route, `/api/cases/:id` */
  problemsOf({ method, route, query, body }: { method: string; route: string; query: unknown; body: unknown }): FieldProblem[] {
    const declared = this.byRoute.get(`${method} ${route}`);
    if (!declared) return [];
    const ofQuery = Object.entries((query ?? {})).flatMap(([name, value]) => problemOfParameter(name, value, declared));
    return [...ofQuery, ...(declared.bodyTypes.length > 0 ? [] : problemsOfNeedlessBody(body))];
  }
}

function declaredBy(operation: Operation): DeclaredInput {
  const parameters = (operation.parameters ?? []).filter((parameter): parameter is Parameter => 'in' in parameter && parameter.in === 'query');
  const isList = ({ schema }: Parameter): boolean => schema !== undefined && 'type' in schema && schema.type === 'array';
  const { 'x-action': action } = operation as Operation & { 'x-action'?: Action };
  return { action, query: new Map(parameters.map((parameter) => [parameter.name, isList(parameter)])), bodyTypes: bodyTypesOf(operation) };
}

function bodyTypesOf({ requestBody }: Operation): string[] {
  return requestBody !== undefined && 'content' in requestBody ? Object.keys(requestBody.content) : [];
}

function problemOfParameter(name: string, value: unknown, { query }: DeclaredInput): FieldProblem[] {
  const repeatable = query.get(name);
  if (repeatable === undefined) {
    return [{ field: name, code: 'INPUT.UNKNOWN_FIELD', message: 'This query parameter is not known here. Remove it; /api/docs lists them.' }];
  }
  if (!Array.isArray(value) || repeatable) return [];
  return [{ field: name, code: 'INPUT.REPEATED', message: 'This query parameter stands there more than once. Keep one.' }];
}

function problemsOfNeedlessBody(body: unknown): FieldProblem[] {
  if (body === undefined || body === null) return [];
  const fields = typeof body === 'object' ? Object.keys(body) : ['body'];
  return fields.map((field) => ({ field, code: 'INPUT.UNKNOWN_FIELD', message: 'This address takes no body. Leave it out.' }));
}

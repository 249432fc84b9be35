import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ModulesContainer } from '@nestjs/core';
import { type Action, AUTHORISATION } from '@onething/identity';

type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['get']>;

export interface Route {
  method: string;
  /** `/api/cases/{id}`. */
  path: string;
  operation: Operation;
  action: Action;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
/** `RequestMethod` of Nest by its number. */
const NEST_METHODS = ['get', 'post', 'put', 'delete', 'patch'];

/** Every route that the description knows. */
export function describedRoutes(document: OpenAPIObject): Route[] {
  return Object.entries(document.paths).flatMap(([path, item]) => METHODS.flatMap((method) => {
    const operation = item[method];
    if (!operation) return [];
    const { 'x-action': action } = operation as Operation & { 'x-action'?: Action };
    if (action === undefined) throw new Error(`${method} ${path} declares no action: add @Requires`);
    return [{ method, path, operation, action }];
  }));
}

/** Every route that a controller has, described or not: `get /api/cases/{id}`. */
export function routesOfControllers(app: NestFastifyApplication): string[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const controller = metatype as { prototype: object };
    const prefix = Reflect.getMetadata('path', controller) as string;
    const handlers = Object.getOwnPropertyNames(controller.prototype).map((name) => (controller.prototype as Record<string, object>)[name]!);
    return handlers.filter((handler) => Reflect.hasMetadata('method', handler)).map((handler) => {
      const parts = ['api', prefix, Reflect.getMetadata('path', handler) as string].flatMap((part) => part.split('/')).filter((part) => part !== '');
      const method = NEST_METHODS[Reflect.getMetadata('method', handler) as number] ?? 'unknown';
      return `${method} /${parts.map((part) => part.replace(/^:(\w+)$/, '{$1}')).join('/')}`;
    });
  });
}

const LOGINS: Record<string, string> = { supervisor: 'supervisor', administrator: 'administrator', securityAdministrator: 'security', auditor: 'auditor', windowClerk: 'window.clerk', hotlineOperator: 'hotline' };

/** The demo account whose role may do that; undefined when no token is needed. */
export function loginFor(action: Action): string | undefined {
  const { to } = AUTHORISATION[action][0]!;
  if (to === 'anyone') return undefined;
  if (to === 'account' || to === 'resident') return 'mother';
  return LOGINS[to] ?? `health.${to}`;
}

import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Action } from '../domain/authorisation';

export const REQUIRED_ACTION = 'onething:requiredAction';

/**
 * Declares what a route does, by the authorisation table; the API's description shows it as `x-action`. A route that declares
 * nothing answers 403.
 */
export const Requires = (action: Action): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(REQUIRED_ACTION, action), ApiExtension('x-action', action));

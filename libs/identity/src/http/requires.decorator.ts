import { SetMetadata } from '@nestjs/common';
import type { Action } from '../domain/authorisation';

export const REQUIRED_ACTION = 'onething:requiredAction';

/** Declares what a route does, by the authorisation table. A route that declares nothing answers 403. */
export const Requires = (action: Action): MethodDecorator & ClassDecorator => SetMetadata(REQUIRED_ACTION, action);

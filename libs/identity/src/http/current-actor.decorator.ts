import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '@onething/kernel';

/** Where the guard leaves who asks. */
export interface RequestWithActor {
  actor?: Actor;
}

/** Who asks, taken from the token alone; undefined only on routes that are open to anyone. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor | undefined => context.switchToHttp().getRequest<RequestWithActor>().actor,
);
